"""What happens when somebody forgets to tell, gives a task back, or does not see what was told."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from by_hand_office import ByHand, address, by_hand, later, receipts
from hand import Hand
from press_office import build

from oyez.domain.delivery import Task
from oyez.platforms.door import Door
from oyez.publish.models import Telling

TEXT = "Please drive around."


@pytest.fixture
def office(db: None, door: Door) -> ByHand:
    return by_hand(build(("page",)), Hand(door))


@pytest.mark.parametrize("found", [True, False])
def test_taken_and_forgotten_is_looked_for(office: ByHand, *, found: bool) -> None:
    room, row = office.room, office.row(office.notice())
    office.do(room.alice, row, "take")
    with time_machine.travel(office.clock() + timedelta(minutes=16), tick=True):
        later(office, 0, row)
        assert (row.task, row.doubt) == (Task.WAS_POSTED, 1)
        page = office.see(room.anton, row)
        assert "Was it posted?" in page
        assert TEXT not in page
        if found:
            office.do(room.anton, row, "posted", address=address(9))
            assert (row.held, row.unseen, receipts(row)[0].url) == ("live", True, address(9))
        else:
            office.do(room.anton, row, "missing")
            assert (row.held, row.task, row.doubt) == ("needs_person", Task.POST, None)


def test_who_tells_late_is_still_believed(office: ByHand) -> None:
    room, row = office.room, office.row(office.notice())
    office.do(room.alice, row, "take")
    with time_machine.travel(office.clock() + timedelta(minutes=40), tick=True):
        office.do(room.alice, row, "posted", address=address(2))
        assert (row.held, row.unseen) == ("live", True)


def test_giving_back_needs_a_reason_and_asks_somebody_else(office: ByHand) -> None:
    room, row = office.room, office.row(office.notice())
    office.do(room.alice, row, "take")
    assert "Write why it was not possible" in office.do(room.alice, row, "leave")
    assert row.held == "sending"
    office.do(room.alice, row, "leave", reason="No administrator here")
    assert (row.held, row.task, row.taken_by) == ("needs_person", Task.POST, None)
    told = Telling.objects.filter(person=room.dora).latest("pk")
    told = Telling.objects.filter(values__reason="No administrator here").get()
    assert told.person != room.alice


def test_what_the_platform_refuses_is_not_tried_again(office: ByHand) -> None:
    room, row = office.room, office.row(office.notice())
    office.do(room.alice, row, "take")
    office.do(room.alice, row, "leave", reason="The channel is blocked", for_good="on")
    assert (row.held, row.task) == ("refused", "")
    assert row.reason is not None
    assert row.reason["values"]["reason"] == "The channel is blocked"


def test_what_the_second_person_does_not_see_is_in_doubt_again(office: ByHand) -> None:
    room, row = office.room, office.row(office.notice())
    office.do(room.alice, row, "take")
    office.do(room.alice, row, "posted", address=address(4))
    office.do(room.dora, row, "look", sight="missing")
    assert (row.task, row.doubt) == (Task.WAS_POSTED, 1)
    assert receipts(row)[0].gone_at is not None
    # The same person's word twice is one word.
    assert "somebody else has to look" in office.do(room.dora, row, "missing")
    assert row.task == Task.WAS_POSTED
    office.do(room.alice, row, "posted", address=address(4))
    office.do(room.anton, row, "look", sight="stands")
    assert (row.held, row.unseen) == ("live", False)


def test_other_words_are_changed(office: ByHand) -> None:
    room, row = office.room, office.row(office.notice())
    office.do(room.alice, row, "take")
    office.do(room.alice, row, "posted", address=address(4))
    office.do(room.dora, row, "look", sight="other")
    assert (row.task, receipts(row)[0].revision) == (Task.AMEND, 0)
    assert "Take the task first" in office.do(room.anton, row, "posted")
    office.do(room.alice, row, "take")
    office.do(room.alice, row, "posted")
    office.do(room.dora, row, "look", sight="stands")
    assert (row.held, row.revision, receipts(row)[0].revision) == ("live", 1, 1)


def test_a_look_needs_an_answer(office: ByHand) -> None:
    room, row = office.room, office.row(office.notice())
    office.do(room.alice, row, "take")
    office.do(room.alice, row, "posted", address=address(4))
    assert "Say what you see there." in office.do(room.dora, row, "look")
