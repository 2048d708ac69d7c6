"""The watch: what, when, by whom, and how often."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone
from linked import CASINO, HOSTS, Guarding, checked, guarding, live, put

from newsroom import Newsroom
from oyez.audit.models import Entry
from oyez.domain.drift import DriftCode
from oyez.domain.errors import NotAllowed
from oyez.domain.notice import NoticeState
from oyez.guard.actions import look_again, look_closer
from oyez.guard.models import Look, Watch
from oyez.guard.queries import watched_of
from oyez.guard.seeing import write_looks
from oyez.guard.watching import LEASE, end_needless, enter_more, take_due
from oyez.publish.models import Finding, Notice, Screening
from stands import Web, web


@pytest.fixture
def net() -> Iterator[Web]:
    with web() as server:
        yield server


@pytest.fixture
def eyes(net: Web, db: None) -> Guarding:
    return guarding(net)


def minutes(eyes: Guarding, notice: Notice) -> list[float]:
    """How many minutes after publication each look was taken."""
    assert notice.live_at
    return [(one.at - notice.live_at) / timedelta(minutes=1) for one in eyes.seen]


def test_links_of_a_live_notice_are_looked_at_early_then_hourly_then_daily(
    room: Newsroom, eyes: Guarding, net: Web
) -> None:
    notice = live(room, put(net), at=eyes.now)
    eyes.until(minutes=45)
    for at, planned in zip(minutes(eyes, notice), (1, 2, 5, 10, 20, 40), strict=True):
        assert planned * 0.9 <= at <= planned + 0.1
    eyes.until(hours=5)
    assert len(eyes.seen) in (11, 12)
    row = Watch.objects.get()
    assert (row.looks, row.misses, row.baseline is None) == (len(eyes.seen), 0, False)
    assert Look.objects.get().times == len(eyes.seen)


def test_every_look_is_a_new_request(room: Newsroom, eyes: Guarding, net: Web) -> None:
    live(room, put(net), at=eyes.now)
    eyes.until(minutes=45)
    assert len(net.calls) == len(eyes.seen) == 6


def test_our_own_pages_and_what_nobody_can_follow_are_not_watched(
    room: Newsroom, eyes: Guarding, net: Web
) -> None:
    own = "http://127.0.0.1:8001/n/abc"
    live(room, put(net), "http://STREAM.example/#part", at=eyes.now)
    live(room, at=eyes.now, body=f"See {own} and http://www.other.example/x.")
    eyes.round()
    hosts = Watch.objects.values_list("address", flat=True)
    assert sorted(hosts, key=len) == ["http://stream.example/", "http://www.other.example/x"]


def test_one_host_is_asked_once_in_two_seconds(room: Newsroom, eyes: Guarding, net: Web) -> None:
    notices = [live(room, put(net), f"http://stream.example/{n}", at=eyes.now) for n in range(3)]
    assert len(notices) == 3
    live(room, put(net, host=HOSTS[1]), at=eyes.now)
    eyes.round()
    eyes.later(minutes=2)
    turns = take_due(eyes.now, 10)
    assert sorted(turn.address.split("/")[2] for turn in turns) == ["other.example", HOSTS[0]]
    assert take_due(eyes.now + timedelta(seconds=1), 10) == []
    assert len(take_due(eyes.now + timedelta(seconds=3), 10)) == 1


def test_two_workers_never_look_at_the_same_address(
    room: Newsroom, eyes: Guarding, net: Web
) -> None:
    live(room, put(net), at=eyes.now)
    eyes.round()
    now = eyes.later(minutes=2).now
    first = take_due(now, 10)
    assert len(first) == 1
    later = now + timedelta(seconds=5)
    assert take_due(later, 10) == []
    after = now + LEASE + timedelta(seconds=1)
    again = take_due(after, 10)
    assert len(again) == 1
    eyes.now = after
    eyes.look(first)
    assert Watch.objects.get().looks == 0  # too late: another one has it
    eyes.look(again)
    assert Watch.objects.get().looks == 1


def test_a_person_has_it_looked_at_now(room: Newsroom, eyes: Guarding, net: Web) -> None:
    notice = live(room, put(net), at=eyes.now)
    eyes.until(hours=2)
    looks = len(eyes.seen)
    assert look_again(room.alice, notice, at=eyes.now) == 1
    assert look_again(room.alice, notice, at=eyes.now) == 0  # asked for already
    eyes.round()
    assert len(eyes.seen) == looks + 1
    assert Watch.objects.get().asked_at is None
    assert Entry.objects.filter(action="guard.look_again").count() == 1


def test_who_asks_gets_a_look_that_began_after_the_question(
    room: Newsroom, eyes: Guarding, net: Web
) -> None:
    notice = live(room, put(net), at=eyes.now)
    eyes.until(minutes=3)
    eyes.later(minutes=5)
    under_way = take_due(eyes.now, 10)
    old = [(turn, eyes.looker.look(turn.address, eyes.now)) for turn in under_way]
    put(net, CASINO)
    look_closer(notice, at=eyes.later(seconds=3).now)
    assert write_looks(old, eyes.now) == []
    assert [one.code for one in eyes.round()] == [DriftCode.REPLACED]


def test_a_warning_brings_the_watch_closer(room: Newsroom, eyes: Guarding, net: Web) -> None:
    notice = live(room, put(net), at=eyes.now)
    eyes.until(hours=3)
    looks = len(eyes.seen)
    look_closer(notice, at=eyes.now)
    eyes.until(minutes=5)
    assert len(eyes.seen) - looks >= 8
    eyes.until(minutes=40)
    assert len(eyes.seen) - looks <= 25


def test_nobody_asks_for_what_is_not_watched_or_not_theirs(
    room: Newsroom, eyes: Guarding, net: Web
) -> None:
    notice = live(room, put(net), at=eyes.now)
    with pytest.raises(NotAllowed, match="under watch"):
        look_again(room.alice, notice, at=eyes.now)
    eyes.round()
    with pytest.raises(NotAllowed, match="no role"):
        look_again(room.charlie, notice, at=eyes.now)


def test_a_retracted_notice_is_watched_no_longer(room: Newsroom, eyes: Guarding, net: Web) -> None:
    notice = live(room, put(net), at=eyes.now)
    eyes.until(minutes=3)
    Notice.objects.filter(pk=notice.pk).update(
        state=NoticeState.RETRACTED, retracted_at=timezone.now()
    )
    end_needless()
    assert Watch.objects.get().next_at is None
    assert len(watched_of(notice)) == 1


def test_a_link_that_a_correction_drops_is_watched_no_longer(
    room: Newsroom, eyes: Guarding, net: Web
) -> None:
    notice = live(room, put(net), put(net, host=HOSTS[1]), at=eyes.now)
    eyes.round()
    revision = notice.revisions.get()
    revision.links = [f"http://{HOSTS[1]}/", f"http://{HOSTS[2]}/"]
    revision.save()
    eyes.round()
    states = {row.host: row.next_at is not None for row in Watch.objects.all()}
    assert states == {HOSTS[0]: False, HOSTS[1]: True, HOSTS[2]: True}


def test_what_went_out_while_nobody_watched_is_found_by_going_round(
    room: Newsroom, eyes: Guarding, net: Web
) -> None:
    notice = live(room, put(net), at=eyes.now - timedelta(days=2))
    notice.revisions.update(issued_at=eyes.now - timedelta(days=2))
    eyes.round()
    assert not Watch.objects.exists()
    assert enter_more(0, eyes.now) == 0
    assert Watch.objects.get().begun_at == notice.live_at
    assert Watch.objects.get().next_at <= eyes.now + timedelta(hours=1)


def test_an_allowed_live_stream_is_sampled_while_somebody_watches_it(
    room: Newsroom, eyes: Guarding, net: Web
) -> None:
    stream = put(net, head='<meta property="og:video" content="https://kick.com/some">')
    notice = checked(room, eyes, live=True, live_as="Kick")
    Finding.objects.create(
        screening=Screening.objects.get(revision__notice=notice),
        code="link:live_stream",
        level="block",
        evidence=stream,
        sentence={},
        clears={},
        found_at=eyes.now,
        ends_at=eyes.now + timedelta(minutes=3),
    )
    assert eyes.until(minutes=3) == []
    assert len(eyes.seen) >= 14
    looks = len(eyes.seen)
    eyes.until(minutes=30)
    assert len(eyes.seen) - looks <= 4


def test_nothing_is_watched_before_it_is_out(room: Newsroom, eyes: Guarding, net: Web) -> None:
    room.submitted(links=(put(net),))
    approved = room.approved()
    approved.revisions.update(links=[put(net, host=HOSTS[1])])
    eyes.round()
    assert not Watch.objects.exists()
    assert net.calls == []
