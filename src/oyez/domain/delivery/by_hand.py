"""Channels that only a person can reach: the same heart, with a person in the adapter's place.

What a machine would call, a person is asked to do. Taking a task is the intent that is written
before a call; it holds for `IN_HAND`, as a lease does, and whoever takes it acts within that time
or not at all. What was taken and never told about is looked for, not done again. What one person
says they did, another one looks at.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from oyez.domain.delivery.facts import (
    AskPerson,
    Correct,
    Facts,
    Find,
    Held,
    Look,
    Publish,
    Retract,
    Step,
    Task,
)
from oyez.domain.delivery.known import known, quiet

IN_HAND = timedelta(minutes=15)
ASKED: dict[type, Task] = {
    Publish: Task.POST,
    Correct: Task.AMEND,
    Retract: Task.REMOVE,
    Find: Task.WAS_POSTED,
    Look: Task.SECOND_LOOK,
}
HANDS = frozenset(ASKED.values())
TAKEN = frozenset({Task.POST, Task.AMEND})
NO_REVISION = 0


def asked_of_person(step: Step) -> Step:
    """The task for a call; what is no call stays as it is."""
    task = ASKED.get(type(step))
    return AskPerson(task) if task else step


def anew(facts: Facts) -> Facts:
    """An open task is forgotten, so that it is asked for again from what is known.

    What somebody has in hand stays in their hand, and what no rule of this file asked for stays
    on its list.
    """
    asked = facts.held is Held.NEEDS_PERSON and facts.task in HANDS
    if asked or (facts.task is Task.SECOND_LOOK and facts.held is not Held.SENDING):
        return known(replace(facts, task=None))
    return facts


def not_seen(facts: Facts) -> Facts:
    """Another person looked for the newest copy and did not find it: nobody knows any more."""
    newest = facts.placements[-1]
    rest = facts.placements[:-1]
    return quiet(replace(facts, placements=rest, doubt=newest.revision, unseen=False, absences=0))


def other_words(facts: Facts) -> Facts:
    """Another person saw the newest copy with other words than those approved."""
    newest = replace(facts.placements[-1], revision=NO_REVISION)
    return quiet(replace(facts, placements=(*facts.placements[:-1], newest), unseen=False))
