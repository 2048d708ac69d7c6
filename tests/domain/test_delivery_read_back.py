"""What a platform shows otherwise than it was sent is set right, and never stands there twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from any_delivery import HOLD, NOW, STOP, after, many
from hypothesis import example, given
from hypothesis import strategies as st

from oyez.domain.delivery import (
    Abilities,
    Accepted,
    AskPerson,
    Call,
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
    Result,
    Retract,
    Seen,
    Shown,
    Support,
    Task,
    Wait,
    begin,
    next_step,
    record,
    settled_by_person,
    want,
)

LINKEDIN = Abilities(Idempotency.NONE, settle=timedelta(seconds=60))
FIXED = replace(LINKEDIN, correction=Correction.LINKED)
HELD = replace(FIXED, retract=Support.MANUAL)
CUT, UNREAD = Accepted("a", Shown.CUT), Accepted("a", Shown.UNREAD)


def told(facts: Facts, can: Abilities, result: Result, seconds: float) -> Facts:
    """The next step is made as a call, and this is its answer."""
    step = next_step(facts, can, after(seconds))
    assert isinstance(step, Call), step
    return record(begin(facts, step, after(seconds)), step, result, now=after(seconds),
                  abilities=can)  # fmt: skip


def sent(result: Result, can: Abilities = LINKEDIN) -> Facts:
    return told(Facts(1), can, result, 0)


def test_what_is_cut_is_changed_where_it_stands() -> None:
    cut = sent(CUT)
    assert (cut.held, cut.placements) == (Held.LIVE, (Placement("a", 1, Shown.CUT),))
    assert next_step(cut, LINKEDIN, NOW) == Correct(Placement("a", 1, Shown.CUT), 1)
    right = told(cut, LINKEDIN, Accepted(), 1)
    assert right.placements == (Placement("a", 1),)
    assert next_step(right, LINKEDIN, NOW) == Done()


def test_what_stays_cut_is_removed_proved_gone_and_brought_out_anew() -> None:
    still = told(sent(CUT), LINKEDIN, Accepted(shown=Shown.CUT), 1)
    assert isinstance(next_step(still, LINKEDIN, after(2)), Retract)
    asked = told(still, LINKEDIN, Accepted(), 2)
    early = told(asked, LINKEDIN, NotThere(), 3)
    assert isinstance(next_step(early, LINKEDIN, after(4)), Wait)
    gone = told(early, LINKEDIN, NotThere(), 70)
    assert gone.placements == ()
    assert next_step(gone, LINKEDIN, after(71)) == Publish(1)
    assert next_step(told(gone, LINKEDIN, Accepted("b"), 71), LINKEDIN, after(72)) == Done()
    again = told(gone, LINKEDIN, Accepted("b", Shown.CUT), 71)
    assert next_step(again, LINKEDIN, after(72)) == AskPerson(Task.SHOWN_OTHERWISE)


def test_where_nothing_can_be_changed_it_is_replaced_twice_and_then_a_person_is_told() -> None:
    facts, clock = Facts(1), 0.0
    for number in range(2):
        facts = told(facts, FIXED, Accepted(f"copy-{number}", Shown.CUT), clock)
        facts = told(facts, FIXED, Accepted(), clock + 1)
        facts = told(facts, FIXED, NotThere(), clock + 100)
        assert facts.placements == ()
        clock += 200
    facts = told(facts, FIXED, Accepted("last", Shown.CUT), clock)
    assert next_step(facts, FIXED, after(clock)) == AskPerson(Task.SHOWN_OTHERWISE)


def test_where_a_machine_can_do_neither_a_person_is_told_at_once() -> None:
    assert next_step(sent(CUT, HELD), HELD, NOW) == AskPerson(Task.SHOWN_OTHERWISE)


def test_a_rule_that_forbids_sending_forbids_setting_right() -> None:
    cut = sent(CUT)
    assert isinstance(next_step(cut, LINKEDIN, NOW, HOLD), Wait)
    assert next_step(cut, LINKEDIN, NOW, STOP) == AskPerson(Task.SHOWN_OTHERWISE)


def test_a_takedown_goes_before_it() -> None:
    assert isinstance(next_step(want(sent(CUT), None), LINKEDIN, NOW), Retract)


def test_a_newer_text_goes_before_it() -> None:
    newer = want(sent(CUT), 2)
    assert next_step(newer, LINKEDIN, NOW) == Correct(Placement("a", 1, Shown.CUT), 2)
    cut = told(newer, LINKEDIN, Accepted(shown=Shown.CUT), 1)
    assert cut.rounds == 0
    assert next_step(cut, LINKEDIN, after(2)) == Correct(Placement("a", 2, Shown.CUT), 2)


def test_a_person_who_has_seen_it_ends_it() -> None:
    asked = replace(sent(CUT, HELD), held=Held.NEEDS_PERSON)
    seen = tuple(replace(one, shown=Shown.WHOLE) for one in asked.placements)
    ended = settled_by_person(replace(asked, placements=seen), stands=True)
    assert next_step(ended, HELD, NOW) == Done()


@pytest.mark.parametrize(("shown", "step"), [(Shown.WHOLE, Done), (Shown.CUT, Correct)])
def test_what_could_not_be_read_back_is_looked_at_until_it_is(shown: Shown, step: type) -> None:
    unread = sent(UNREAD)
    assert next_step(unread, LINKEDIN, NOW) == Look(Placement("a", 1, Shown.UNREAD))
    lost = told(unread, LINKEDIN, Failure(FailureClass.TRANSIENT), 1)
    assert isinstance(next_step(lost, LINKEDIN, after(1)), Wait)
    read = told(lost, LINKEDIN, Seen("a", shown), 30)
    assert isinstance(next_step(read, LINKEDIN, after(31)), step)


def test_what_nobody_can_read_back_goes_to_a_person() -> None:
    tried = told(sent(UNREAD), LINKEDIN, Failure(FailureClass.TRANSIENT), 601)
    assert (tried.held, tried.task) == (Held.NEEDS_PERSON, Task.CANNOT_LOOK)


def test_what_was_accepted_and_is_not_there_is_in_doubt() -> None:
    missing = told(sent(UNREAD), LINKEDIN, NotThere(), 100)
    assert (missing.held, missing.doubt, missing.placements) == (Held.UNKNOWN, 1, ())
    assert next_step(missing, LINKEDIN, after(101)) == Find(1)
    once = told(missing, LINKEDIN, NotThere(), 101)
    assert isinstance(next_step(once, LINKEDIN, after(101)), Wait)
    twice = told(once, LINKEDIN, NotThere(), 140)
    assert next_step(twice, LINKEDIN, after(141)) == Publish(1)


def answer(step: Call, copies: set[str], number: int, shown: Shown) -> Result:
    """A platform that does at once what it is told, and shows it as it likes."""
    if isinstance(step, Publish):
        copies.add(f"copy-{number}")
        return Accepted(f"copy-{number}", shown)
    if isinstance(step, Correct):
        return Accepted(step.placement.ref, shown)
    if isinstance(step, Retract):
        copies.discard(step.placement.ref)
        return Accepted(step.placement.ref)
    there = isinstance(step, Look) and step.placement.ref in copies
    return Seen(step.placement.ref, shown) if there and isinstance(step, Look) else NotThere()


@many
@example([Shown.UNREAD] * 12, LINKEDIN)
@given(
    st.lists(st.sampled_from(Shown), min_size=12, max_size=12),
    st.sampled_from([LINKEDIN, FIXED, HELD, replace(LINKEDIN, correction=Correction.REPLACE)]),
)
def test_however_it_shows_it_there_is_one_copy_and_an_end(
    shows: list[Shown], can: Abilities
) -> None:
    facts, copies, clock = Facts(1), set[str](), 0.0
    for number in range(60):
        step = next_step(facts, can, after(clock))
        if isinstance(step, Done | AskPerson):
            break
        if isinstance(step, Wait):
            assert step.until is not None
            clock = (step.until - NOW).total_seconds()
            continue
        assert isinstance(step, Call)
        shown = shows[number % len(shows)]
        result = answer(step, copies, number, shown)
        facts = record(begin(facts, step, after(clock)), step, result, now=after(clock),
                       abilities=can)  # fmt: skip
        assert len(copies) <= 1
        clock += 10
    told_of = isinstance(step, AskPerson) or facts.held is Held.NEEDS_PERSON
    whole = bool(facts.placements) and facts.placements[-1].shown is Shown.WHOLE
    assert told_of or whole
    assert len(copies) == 1
