"""Records are kept as long as their class says, and held ones for as long as they are held."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from accounts_kept import Account
from django.utils import timezone
from exports_made import unpacked, x_files
from hypothesis import given
from hypothesis import strategies as st

from newsroom import Newsroom
from oyez.accounts import resealing
from oyez.archive.actions import hold, import_export, lift_hold, set_retention
from oyez.archive.forgetting import forget
from oyez.archive.keeping import original_of
from oyez.archive.models import Medium, Record
from oyez.archive.storing import path_of
from oyez.audit.models import Entry
from oyez.domain.errors import NotAllowed
from oyez.domain.retention import Held, Retention, ends_at, may_forget
from oyez.govern.models import Channel

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
YEARS = timedelta(days=4000)


@pytest.fixture
def channel(room: Newsroom, store: None, tmp_path: Path) -> Channel:
    Channel.objects.filter(pk=room.mastodon.pk).update(platform="x")
    one = Channel.objects.select_related("unit").get(pk=room.mastodon.pk)
    import_export(None, one, unpacked(tmp_path / "x", x_files()), at=timezone.now())
    return one


def record(number: str) -> Record:
    return Record.objects.select_related("channel__unit").get(platform_id=number)


def test_what_citizens_said_goes_and_what_we_said_stays(channel: Channel) -> None:
    before = record("dm:70").sha256
    assert forget(timezone.now()) == 1
    gone = record("dm:70")
    assert (gone.text, gone.author, bytes(gone.original), gone.sha256) == ("", "", b"", before)
    assert original_of(gone) == b""
    assert record("1001").text
    assert forget(timezone.now() + YEARS) == 0


def test_what_was_forgotten_is_not_brought_back(channel: Channel, tmp_path: Path) -> None:
    forget(timezone.now())
    import_export(None, channel, tmp_path / "x", at=timezone.now())
    assert record("dm:70").text == ""


def test_a_held_record_is_never_forgotten(channel: Channel, room: Newsroom) -> None:
    now = timezone.now()
    one = record("dm:70")
    held = hold(room.greta, one, "Case 12/26", at=now)
    assert forget(now + YEARS) == 0
    lift_hold(room.greta, held, "Closed", at=now)
    assert forget(now + YEARS) == 1
    with pytest.raises(NotAllowed, match="lifted this hold already"):
        lift_hold(room.greta, held, "Again", at=now)
    entries = Entry.objects.filter(action__in=["archive.hold", "archive.lift_hold"])
    assert [entry.data["hold"] for entry in entries] == [held.pk] * 2
    assert "12/26" not in str([entry.data for entry in entries])


def test_a_hold_on_the_channel_holds_everything_until_its_last_day(
    channel: Channel, room: Newsroom
) -> None:
    now = timezone.now()
    today = timezone.localdate(now)
    hold(room.greta, channel, "Inquiry", at=now, until=today)
    assert forget(now) == 0
    assert forget(now + timedelta(days=2)) == 1


def test_who_may_hold_and_what_it_needs(channel: Channel, room: Newsroom) -> None:
    now = timezone.now()
    with pytest.raises(NotAllowed, match="no role"):
        hold(room.dora, channel, "Case", at=now)
    with pytest.raises(NotAllowed, match="Write why"):
        hold(room.greta, channel, " ", at=now)
    with pytest.raises(NotAllowed, match="500"):
        hold(room.greta, channel, "x" * 501, at=now)
    with pytest.raises(NotAllowed, match="last day"):
        hold(room.greta, channel, "Case", at=now, until=date(2020, 1, 1))


def test_a_class_is_given_and_its_files_go_with_the_last_record(
    channel: Channel, room: Newsroom
) -> None:
    one, medium = record("1003"), Medium.objects.get()
    set_retention(room.greta, one, Retention.THREE_YEARS)
    one.refresh_from_db()
    assert one.ends_at
    assert one.ends_at.year == 2021
    file = path_of(medium.sha256, medium.ending)
    assert file.exists()
    with_hold = hold(room.greta, one, "Case", at=timezone.now())
    assert forget(timezone.now()) == 1, "only the message, which nobody holds"
    lift_hold(room.greta, with_hold, "Over", at=timezone.now())
    assert forget(timezone.now()) == 1
    assert Medium.objects.get() == medium
    with pytest.raises(NotAllowed):
        set_retention(room.greta, record("1003"), Retention.PERMANENT)
    with pytest.raises(NotAllowed):
        set_retention(room.dora, record("1001"), Retention.PERMANENT)


@pytest.mark.django_db(transaction=True)
def test_a_file_goes_when_nothing_needs_it(store: None, cheap_hashes: None, tmp_path: Path) -> None:
    from newsroom import build  # noqa: PLC0415  (in a database of its own)

    room = build()
    Channel.objects.filter(pk=room.mastodon.pk).update(platform="x")
    one = Channel.objects.select_related("unit").get(pk=room.mastodon.pk)
    import_export(None, one, unpacked(tmp_path / "x", x_files()), at=timezone.now())
    medium = Medium.objects.get()
    file = path_of(medium.sha256, medium.ending)
    assert file.exists()
    set_retention(None, record("1003"), Retention.THREE_YEARS)
    forget(timezone.now())
    assert not file.exists()


def test_another_vault_key_opens_the_originals(account: Account) -> None:
    account.by_hand("One")
    account.archive()
    names = {(place.model, place.column) for place in resealing.PLACES}
    assert (Record, "original") in names
    assert resealing.status().closed == 0


RETENTION = st.sampled_from(Retention)
TIMES = st.timedeltas(timedelta(days=-9000), timedelta(days=9000)).map(lambda ago: NOW + ago)
DAYS = st.dates(date(2000, 1, 1), date(2090, 1, 1))
HOLDS = st.lists(st.builds(Held, st.none() | DAYS, st.booleans()), max_size=4)


@given(RETENTION, st.tuples(TIMES, TIMES), HOLDS, st.integers(0, 4000))
def test_nothing_is_forgotten_early_or_while_it_is_held(
    retention: Retention, times: tuple[datetime, datetime], holds: list[Held], days: int
) -> None:
    at, now = times
    gone = may_forget(retention, at, holds, now=now, reply_days=days)
    ends = ends_at(retention, at, days)
    if gone:
        assert ends
        assert ends <= now
        assert all(one.lifted or (one.until and one.until < now.date()) for one in holds)
    if retention is Retention.PERMANENT:
        assert not gone
    if ends:
        assert ends >= at


def test_years_are_whole_years() -> None:
    assert ends_at(Retention.TEN_YEARS, NOW, 1) == datetime(2037, 1, 1, tzinfo=UTC)
    assert ends_at(Retention.REPLIES, NOW, 3) == NOW + timedelta(days=3)
