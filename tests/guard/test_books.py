"""Posts on our channels that are not in our books are found; ours never are strangers."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from newsroom import Newsroom
from oyez.audit.models import Entry
from oyez.domain.books import GRACE, LONGEST, Posted, UnderWay, read_since, strangers
from oyez.domain.delivery import Held
from oyez.govern.actions import set_secrets
from oyez.govern.models import Channel
from oyez.guard.books import Answer, Turn, enter_missing, read, take_due, write_readings
from oyez.guard.models import Books, Stranger
from oyez.guard.queries import fresh_strangers
from oyez.platforms.door import Door
from oyez.publish.models import Delivery, Receipt
from oyez.publish.steps.deliver import DeliverDue
from oyez.simulator import Running, running


@pytest.fixture(scope="module")
def simulator() -> Iterator[Running]:
    with running() as played:
        yield played


@pytest.fixture
def door() -> Iterator[Door]:
    door = Door(allowed_networks=("127.0.0.0/8",), only_allowed=True)
    yield door
    door.close()


class Account:
    """Our account on the played Mastodon, and the step that compares, by hand."""

    def __init__(self, room: Newsroom, sim: Running, door: Door) -> None:
        self.room, self.sim, self.door = room, sim, door
        self.name = "b" + uuid.uuid4().hex[:10]
        self.deliver = DeliverDue()
        self.deliver.door = door
        rows = Channel.objects.filter(pk=room.mastodon.pk)
        rows.update(base_url=sim.mastodon, account=self.name, settle_ms=50)
        set_secrets(None, rows.get(), {"token": f"sim-{self.name}"})
        Channel.objects.filter(platform="bluesky").update(secrets=b"")
        self.channel = rows.get()
        enter_missing(timezone.now() - timedelta(hours=1))

    def publish(self, **more: object) -> Delivery:
        """A notice of ours, live there."""
        notice = self.room.approved(**more)  # type: ignore[arg-type]
        for _ in range(4):
            found = self.deliver.claim("routine", 9, timezone.now(), "hand").errands
            self.deliver.record([(one, self.deliver.run(one)) for one in found], timezone.now())
        return Delivery.objects.get(notice=notice, channel=self.channel)

    def by_hand(self, text: str = "Watch the fight live, here!") -> None:
        """Somebody posts in the app."""
        self.sim.by_hand("mastodon", self.name, text)

    def turn(self, now: datetime) -> Turn:
        """The channel's turn, whatever the time."""
        Books.objects.update(due_at=now)
        [turn] = take_due(now, 9)
        return turn

    def compare(self, *, later: float = 0) -> list[Stranger]:
        """One reading, and what is new of it."""
        now = timezone.now() + timedelta(seconds=later)
        turn = self.turn(now)
        return write_readings([(turn, read(turn, self.door, now))], now)

    def failing(self, fault: str) -> Answer:
        """One reading while the platform fails."""
        self.sim.fault("mastodon", "find", fault, account=self.name, times=9)
        now = timezone.now()
        turn = self.turn(now)
        answer = read(turn, self.door, now)
        write_readings([(turn, answer)], now)
        return answer


@pytest.fixture
def account(room: Newsroom, simulator: Running, door: Door) -> Account:
    return Account(room, simulator, door)


def test_what_we_sent_is_no_stranger(account: Account) -> None:
    assert account.publish().held == Held.LIVE
    account.publish()
    assert account.compare() == []
    assert Books.objects.get(channel=account.channel).read_at


def test_what_was_posted_by_hand_is_found_once(account: Account) -> None:
    account.publish()
    account.by_hand()
    [found] = account.compare()
    assert found.url.endswith(found.post_id)
    assert len(found.text_sha256) == 64
    assert account.compare() == []
    assert list(fresh_strangers()) == [found]
    entry = Entry.objects.get(action="guard.find_stranger")
    assert entry.object == f"channel:{account.channel.pk}"
    assert "fight" not in str(entry.data)


def test_a_copy_of_our_own_text_is_a_stranger_too(account: Account) -> None:
    account.publish()
    account.by_hand(account.sim.live("mastodon", account.name)[0]["text"])
    assert len(account.compare()) == 1


def test_what_is_older_than_our_books_is_not_compared(account: Account) -> None:
    account.by_hand()
    Books.objects.update(since=timezone.now() + timedelta(seconds=1))
    assert account.compare(later=2) == []


@pytest.mark.parametrize("held", [Held.SENDING, Held.UNKNOWN])
def test_a_send_under_way_is_not_called_a_stranger(account: Account, held: Held) -> None:
    row = account.publish()
    Receipt.objects.filter(delivery=row).delete()
    Delivery.objects.filter(pk=row.pk).update(held=held, doubt=1)
    assert account.compare() == []
    assert account.compare(later=600) == []


def test_a_stranger_beside_a_send_under_way_is_found_after_the_grace(account: Account) -> None:
    row = account.publish()
    Delivery.objects.filter(pk=row.pk).update(held=Held.UNKNOWN, doubt=1)
    account.by_hand()
    assert account.compare() == []
    assert len(account.compare(later=GRACE.total_seconds() + 5)) == 1


def test_a_stranger_that_is_ours_after_all_is_cleared(account: Account) -> None:
    account.publish()
    account.by_hand()
    [found] = account.compare()
    row = account.publish()
    Receipt.objects.create(delivery=row, revision=1, remote_id=found.post_id, at=timezone.now())
    account.compare()
    found.refresh_from_db()
    assert (found.cleared_why, list(fresh_strangers())) == ("ours", [])


def test_a_stranger_that_is_gone_is_cleared_and_comes_back(account: Account) -> None:
    account.by_hand()
    [found] = account.compare()
    account.sim.reset()
    account.sim.by_hand("mastodon", account.name, "Another one")
    assert len(account.compare()) == 1
    found.refresh_from_db()
    assert found.cleared_why == "gone"


def test_an_outage_clears_nobody_and_is_remembered(account: Account) -> None:
    account.by_hand()
    account.compare()
    account.failing("error_before")
    row = Books.objects.get(channel=account.channel)
    assert (row.failures, row.failure) == (1, "transient")
    assert row.due_at > timezone.now() + timedelta(seconds=20)
    assert len(fresh_strangers()) == 1


def test_what_comes_after_its_lease_is_dropped(account: Account) -> None:
    account.by_hand()
    now = timezone.now()
    turn = account.turn(now)
    answer = read(turn, account.door, now)
    later = now + timedelta(minutes=5)
    again = account.turn(later)
    assert write_readings([(turn, answer)], later) == []
    assert len(write_readings([(again, answer)], later)) == 1


def test_only_channels_that_can_be_read_have_books(room: Newsroom) -> None:
    enter_missing(timezone.now())
    names = set(Books.objects.values_list("channel__platform", flat=True))
    assert names == {"mastodon", "bluesky"}


NOW = datetime(2026, 11, 21, 12, tzinfo=timezone.get_default_timezone())
TIMES = st.timedeltas(timedelta(0), timedelta(days=9)).map(lambda ago: NOW - ago)
POSTS = st.builds(Posted, st.text("ab", max_size=2), TIMES, st.text("xy", max_size=1), st.text())
WAYS = st.lists(st.builds(UnderWay, st.text("xy", max_size=1), st.just("")), max_size=2)


@given(st.lists(POSTS), st.sets(st.text("ab", max_size=2)), WAYS)
def test_a_known_id_is_never_a_stranger_and_an_unknown_one_always_in_the_end(
    posts: list[Posted], known: set[str], ways: list[UnderWay]
) -> None:
    found = strangers(posts, known, ways, NOW)
    assert not {one.id for one in found} & known
    late = strangers(posts, known, [], NOW)
    assert [one for one in posts if one.id not in known] == late
    assert set(found) <= set(late)


@given(TIMES, st.none() | TIMES, st.none() | TIMES)
def test_readings_overlap_and_never_go_back_before_the_books(
    begun: datetime, last: datetime | None, oldest: datetime | None
) -> None:
    since = read_since(begun, last, oldest, NOW)
    assert since >= begun
    assert last is None or since <= max(last, begun, NOW - LONGEST)
