"""From the approval to the proof that it is gone, on two channels that only people can reach."""

from __future__ import annotations

import pytest
from by_hand_office import CODES, ByHand, address, by_hand, receipts
from hand import Hand
from press_office import build, first, ledger

from oyez.accounts.models import Person
from oyez.domain.delivery import Task
from oyez.platforms.door import Door
from oyez.publish.actions import approve, correct, retract, submit
from oyez.publish.draft import Draft, Words
from oyez.publish.models import Delivery, Notice, Telling
from oyez.publish.queries import tasks_of

NEWER = "The A38 near Derby is closed until noon. Please drive around."


@pytest.fixture
def office(db: None, door: Door) -> ByHand:
    return by_hand(build(()), Hand(door))


def work(office: ByHand, *rows: Delivery) -> None:
    """The worker has a look after somebody decided."""
    office.hand.now = office.clock()
    office.hand.work()
    for row in rows:
        row.refresh_from_db()


def take_in_turn(office: ByHand, notice: Notice, north: Delivery, south: Delivery) -> None:
    """Nothing to copy before somebody has taken it; then everything, for that person alone."""
    room = office.room
    text = str(first(notice).variants.get(channel=office.channels[0]).text)
    assert "drive around" not in office.see(room.alice, north)
    assert text in office.do(room.alice, north, "take")
    theirs = office.see(room.bob, north)
    assert "Alice is doing this now" in theirs
    assert "drive around" not in theirs
    office.do(room.anton, south, "take")


def post(office: ByHand, north: Delivery, south: Delivery) -> None:
    """Posted, with the address of the post on this very channel."""
    room = office.room
    elsewhere = address(7, CODES[1])
    assert "no address of a post" in office.do(room.alice, north, "posted", address=elsewhere)
    office.do(room.alice, north, "posted", address=address(7) + "?src=share")
    office.do(room.anton, south, "posted", address=address(3, CODES[1]))
    assert (north.held, north.unseen, north.task) == ("live", True, Task.SECOND_LOOK)
    assert [(one.url, one.seen_from) for one in receipts(north)] == [(address(7), "person")]
    assert north.live_at is not None
    page = office.phone(room.dora).get(f"/notices/{north.notice.code}/").content.decode()
    assert "Posted, not yet seen by a second person" in page


def confirm(office: ByHand, north: Delivery, south: Delivery) -> None:
    """Four eyes."""
    room = office.room
    assert "somebody else has to look" in office.do(room.alice, north, "look", sight="stands")
    assert north.unseen is True
    office.do(room.dora, north, "look", sight="stands", note="my own phone")
    office.do(room.alice, south, "look", sight="stands")
    assert (north.held, north.unseen, north.task) == ("live", False, "")
    evidence = receipts(north)[0].evidence
    assert "Alice" in evidence
    assert "Dora" in evidence
    assert "my own phone" in evidence


def change(office: ByHand, notice: Notice, north: Delivery) -> None:
    """The correction, on one of the two."""
    room, now = office.room, office.clock()
    draft = Draft([Words("en", "A38 closed near Derby", NEWER)], note="Until noon.")
    revision = submit(room.alice, correct(room.alice, notice, draft, at=now), at=now)
    approve(room.bob, revision, version=revision.version, at=now)
    work(office, north)
    assert (north.task, north.live_at) == (Task.AMEND, None)
    assert "until noon" in office.do(room.anton, north, "take")
    office.do(room.anton, north, "posted")
    office.do(room.bob, north, "look", sight="stands")
    assert (north.held, north.revision, north.unseen) == ("live", 2, False)
    assert [one.revision for one in receipts(north)] == [2]


def remove(office: ByHand, row: Delivery, who: Person) -> None:
    """Gone when a second person has seen that it is gone."""
    assert (row.task, row.held) == (Task.REMOVE, "needs_person")
    assert receipts(row)[0].url in office.see(who, row)
    office.do(who, row, "removed")
    assert (row.held, row.gone_at, row.task) == ("live", None, Task.SECOND_LOOK)
    assert "somebody else has to look" in office.do(who, row, "look", sight="missing")
    office.do(office.room.dora, row, "look", sight="missing", note="not signed in")
    assert (row.held, row.task) == ("gone", "")
    assert row.gone_at is not None
    assert receipts(row)[0].gone_at is not None


def test_posted_confirmed_corrected_and_taken_back(office: ByHand) -> None:
    room, notice = office.room, office.notice()
    north, south = office.row(notice, 0), office.row(notice, 1)
    assert [(row.held, row.task) for row in (north, south)] == [("needs_person", "post")] * 2
    assert Telling.objects.filter(person=room.dora, notice=notice).count() == 2
    assert len(tasks_of(room.alice)) == 2
    take_in_turn(office, notice, north, south)
    post(office, north, south)
    confirm(office, north, south)
    notice.refresh_from_db()
    assert notice.state == "live"
    change(office, notice, north)
    retract(room.bob, notice, "Wrong road", at=office.clock())
    work(office, north, south)
    remove(office, north, room.alice)
    remove(office, south, room.anton)  # which never got its correction
    said = ledger(notice)
    assert said.count("publish.post_by_hand") == 3
    assert said.count("publish.remove_by_hand") == 2
    assert said.count("publish.look_by_hand") == 5
