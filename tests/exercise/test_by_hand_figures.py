"""What people post by hand is measured like what a machine posts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from oyez.domain.delivery import Held, Task
from oyez.exercise.figures.facts import _gone, _standing
from oyez.publish.models import Delivery, Notice, Revision

AT = datetime(2026, 11, 21, 12, tzinfo=UTC)


def row(held: Held, task: str = "", **more: object) -> Delivery:
    return Delivery(held=held, task=task, **more)


@pytest.mark.parametrize("task", [Task.REMOVE, Task.WAS_POSTED, Task.POST])
def test_a_takedown_is_whole_when_people_are_done_too(task: Task) -> None:
    notice = Notice(retracted_at=AT)
    machine = row(Held.GONE, gone_at=AT + timedelta(seconds=2))
    waits = _gone(notice, [machine, row(Held.NEEDS_PERSON, task)])
    assert (waits.reached, waits.people, waits.whole) == (1, 0, False)
    seen = row(Held.GONE, gone_at=AT + timedelta(minutes=3))
    done = _gone(notice, [machine, seen])
    assert (done.whole, done.at) == (True, AT + timedelta(minutes=3))


def test_what_a_machine_gave_up_is_counted_apart() -> None:
    given = _gone(Notice(retracted_at=AT), [row(Held.NEEDS_PERSON, Task.BY_HAND)])
    assert given.people == 1


def test_a_correction_by_hand_counts_from_when_it_is_told() -> None:
    live = row(Held.LIVE, Task.SECOND_LOOK, live_at=AT, revision=2, unseen=True)
    found = _standing(Revision(number=2), [live], withdrawn=False)
    assert (found.reached, found.at) == (1, AT)
