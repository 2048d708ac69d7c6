"""Channels that only a person can reach: every promise of the heart, with people in between."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from any_delivery import HOLD, NOW, STOP, anything, many, numbers, verdicts
from hypothesis import assume, given
from hypothesis import strategies as st

from oyez.domain.delivery import (
    CALLS,
    GO,
    HANDS,
    IN_HAND,
    Abilities,
    Accepted,
    AskPerson,
    Correct,
    Correction,
    Done,
    Facts,
    Failure,
    FailureClass,
    Find,
    Held,
    Idempotency,
    Look,
    NotThere,
    Placement,
    Publish,
    Refuse,
    Retract,
    Seen,
    Support,
    Task,
    Verb,
    Verdict,
    Wait,
    anew,
    begin,
    call_for,
    next_step,
    not_seen,
    other_words,
    record,
    recover,
    want,
)

CAN = Abilities(
    Idempotency.PERSON, find=False, retract=Support.MANUAL, settle=timedelta(), spacing=timedelta()
)
LINKED = replace(CAN, correction=Correction.LINKED)
REPLACED = replace(CAN, correction=Correction.REPLACE)
HERE = Placement("a", 1)
people = st.sampled_from([CAN, LINKED, REPLACED])
tasks = st.none() | st.sampled_from(sorted(HANDS))


def taken(wanted: int = 1, step: Publish | Correct | None = None) -> Facts:
    """Somebody has it in hand."""
    step = step or Publish(wanted)
    task = Task.AMEND if isinstance(step, Correct) else Task.POST
    return replace(begin(Facts(wanted), step, NOW), task=task)


def posted() -> Facts:
    return record(taken(), Publish(1), Accepted("a"), now=NOW, abilities=CAN)


@many
@given(anything, people, verdicts, tasks)
def test_no_machine_ever_calls_there(
    facts: Facts, can: Abilities, verdict: Verdict, task: Task | None
) -> None:
    step = next_step(anew(replace(facts, task=task)), can, NOW, verdict)
    assert not isinstance(step, CALLS)
    if isinstance(step, AskPerson):
        assert step.task in HANDS


@many
@given(anything, people)
def test_nobody_is_asked_to_bring_something_out_against_a_rule(
    facts: Facts, can: Abilities
) -> None:
    for verdict in (HOLD, STOP):
        step = next_step(facts, can, NOW, verdict)
        assert step not in (AskPerson(Task.POST), AskPerson(Task.AMEND))


@many
@given(anything, people)
def test_taking_back_waits_for_no_rule(facts: Facts, can: Abilities) -> None:
    gone = replace(facts, wanted=None)
    assert next_step(gone, can, NOW, STOP) == next_step(gone, can, NOW, GO)


@many
@given(anything, people)
def test_what_may_have_been_posted_is_never_posted_again_unseen(
    facts: Facts, can: Abilities
) -> None:
    assume(facts.held not in {Held.SENDING, Held.REFUSED, Held.NEEDS_PERSON})
    doubtful = replace(facts, doubt=1, retry_at=None)
    assume(not (doubtful.wanted is None and doubtful.placements))
    assert next_step(doubtful, can, NOW) == AskPerson(Task.WAS_POSTED)


@many
@given(anything, tasks)
def test_asking_anew_changes_nothing_that_is_known(facts: Facts, task: Task | None) -> None:
    asked = replace(facts, task=task)
    again = anew(asked)
    assert replace(again, held=facts.held, task=task) == asked
    assert anew(again) == again
    if facts.held is Held.SENDING:
        assert again == asked


@pytest.mark.parametrize("task", [Task.BY_HAND, Task.NO_RIGHT, Task.VANISHED, None])
def test_what_a_machine_handed_over_stays_on_the_list(task: Task | None) -> None:
    handed = Facts(1, held=Held.NEEDS_PERSON, task=task)
    assert anew(handed) == handed
    assert next_step(handed, CAN, NOW) == Done()


def test_from_the_approval_to_the_second_look() -> None:
    assert next_step(Facts(1), CAN, NOW) == AskPerson(Task.POST)
    assert call_for(Facts(1), CAN, NOW) == Publish(1)
    assert next_step(taken(), CAN, NOW) == Wait(None)
    stands = posted()
    assert (stands.held, stands.unseen, stands.task) == (Held.LIVE, True, None)
    assert next_step(stands, CAN, NOW) == AskPerson(Task.SECOND_LOOK)
    seen = record(stands, Look(HERE), Seen("a"), now=NOW, abilities=CAN)
    assert (seen.held, seen.unseen) == (Held.LIVE, False)
    assert next_step(seen, CAN, NOW) == Done()


def test_a_correction_is_a_task_with_a_second_look_of_its_own() -> None:
    live = want(replace(posted(), unseen=False), 2)
    assert next_step(live, CAN, NOW) == AskPerson(Task.AMEND)
    assert next_step(live, LINKED, NOW) == AskPerson(Task.POST)
    assert next_step(live, REPLACED, NOW) == AskPerson(Task.REMOVE)
    step = Correct(HERE, 2)
    changed = record(begin(live, step, NOW), step, Accepted("a"), now=NOW, abilities=CAN)
    assert (changed.placements, changed.unseen) == ((Placement("a", 2),), True)
    assert next_step(changed, CAN, NOW) == AskPerson(Task.SECOND_LOOK)


def test_gone_only_when_somebody_else_has_looked() -> None:
    live = want(posted(), None)
    assert next_step(live, CAN, NOW) == AskPerson(Task.REMOVE)
    step = Retract(HERE)
    told = record(begin(live, step, NOW), step, Accepted("a"), now=NOW, abilities=CAN)
    assert (told.held, told.placements) == (Held.LIVE, (HERE,))
    assert next_step(told, CAN, NOW) == AskPerson(Task.SECOND_LOOK)
    gone = record(told, Look(HERE), NotThere(), now=NOW, abilities=CAN)
    assert (gone.held, gone.placements) == (Held.GONE, ())


@given(st.integers(1, 8))
def test_a_removal_is_asked_for_as_often_as_it_takes(times: int) -> None:
    facts = want(posted(), None)
    for _ in range(times):
        step = Retract(HERE)
        facts = record(begin(facts, step, NOW), step, Accepted("a"), now=NOW, abilities=CAN)
        facts = record(facts, Look(HERE), Seen("a"), now=NOW, abilities=CAN)
        assert next_step(facts, CAN, NOW) == AskPerson(Task.REMOVE)


def test_taken_and_never_told_is_looked_for() -> None:
    lost = recover(taken(), CAN, NOW + IN_HAND)
    assert (lost.held, lost.doubt, lost.task) == (Held.UNKNOWN, 1, None)
    assert next_step(lost, CAN, NOW + IN_HAND) == AskPerson(Task.WAS_POSTED)
    found = record(lost, Find(1), Seen("a"), now=NOW + IN_HAND, abilities=CAN)
    assert (found.placements, found.unseen) == ((HERE,), True)
    absent = record(lost, Find(1), NotThere(), now=NOW + IN_HAND, abilities=CAN)
    assert absent.doubt is None
    assert next_step(absent, CAN, NOW + IN_HAND) == AskPerson(Task.POST)


def test_a_change_taken_and_never_told_is_asked_for_again() -> None:
    live = want(replace(posted(), unseen=False), 2)
    hand = replace(begin(live, Correct(HERE, 2), NOW), task=Task.AMEND)
    lost = recover(hand, CAN, NOW + IN_HAND)
    assert next_step(lost, CAN, NOW + IN_HAND) == AskPerson(Task.AMEND)


@pytest.mark.parametrize(
    ("cls", "held"), [(FailureClass.TRANSIENT, Held.NOTHING), (FailureClass.INVALID, Held.REFUSED)]
)
def test_who_could_not_gives_it_back(cls: FailureClass, held: Held) -> None:
    back = record(taken(), Publish(1), Failure(cls), now=NOW, abilities=CAN)
    assert (back.held, back.doubt, back.task) == (held, None, None)


@given(numbers | st.none())
def test_a_wish_leaves_a_post_in_the_hand_that_has_it(wish: int | None) -> None:
    asked = want(taken(), wish)
    assert (asked.held, asked.task, asked.wanted) == (Held.SENDING, Task.POST, wish)
    assert (asked.verb, asked.revision) == (Verb.PUBLISH, 1)
    back = record(asked, Publish(1), Accepted("a"), now=NOW, abilities=CAN)
    assert back.placements == (HERE,)
    if wish is None:
        assert next_step(back, CAN, NOW) == AskPerson(Task.REMOVE)


def test_a_takedown_waits_for_nobody_who_changes_the_post() -> None:
    live = want(replace(posted(), unseen=False), 2)
    hand = replace(begin(live, Correct(HERE, 2), NOW), task=Task.AMEND)
    assert want(hand, 3).held is Held.SENDING
    gone = want(hand, None)
    assert gone.held is Held.LIVE
    assert next_step(gone, CAN, NOW) == AskPerson(Task.REMOVE)


def test_what_a_second_person_does_not_find_is_in_doubt_not_gone() -> None:
    missed = not_seen(posted())
    assert (missed.held, missed.doubt, missed.placements) == (Held.UNKNOWN, 1, ())
    assert next_step(missed, CAN, NOW) == AskPerson(Task.WAS_POSTED)
    assert next_step(want(missed, None), CAN, NOW) == AskPerson(Task.WAS_POSTED)


def test_other_words_than_ours_are_changed() -> None:
    other = other_words(posted())
    assert (other.placements, other.unseen) == ((Placement("a", 0),), False)
    assert next_step(other, CAN, NOW) == AskPerson(Task.AMEND)
    assert call_for(other, CAN, NOW) == Correct(Placement("a", 0), 1)


@pytest.mark.parametrize(
    ("verdict", "step"),
    [(HOLD, Wait(None, HOLD.reason)), (STOP, Refuse(STOP.reason))],  # type: ignore[arg-type]
)
def test_an_open_task_is_held_back_by_a_rule_that_came_later(
    verdict: Verdict, step: object
) -> None:
    open_task = Facts(1, held=Held.NEEDS_PERSON, task=Task.POST)
    assert next_step(anew(open_task), CAN, NOW, verdict) == step
