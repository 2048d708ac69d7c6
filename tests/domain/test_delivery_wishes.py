"""Wishes, intents, lost leases and a person's answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from any_delivery import (
    NOW,
    abilities,
    anything,
    changes,
    many,
    numbers,
    readings,
)
from hypothesis import assume, given
from hypothesis import strategies as st

from oyez.domain.delivery import (
    CALLS,
    Abilities,
    Accepted,
    Correct,
    Done,
    Facts,
    Find,
    Held,
    Idempotency,
    Placement,
    Publish,
    Retract,
    Seen,
    Support,
    begin,
    next_step,
    record,
    recover,
    settled_by_person,
    want,
)
from oyez.domain.delivery.next_step import FINAL


@many
@given(anything, changes)
def test_the_intent_is_written_before_a_change(facts: Facts, step: Publish) -> None:
    begun = begin(facts, step, NOW)
    assert (begun.held, begun.sent_at) == (Held.SENDING, NOW)
    assert begun.attempt == facts.attempt + 1
    assert begun.wanted == facts.wanted
    assert begun.placements == facts.placements
    places = not isinstance(step, Retract)
    assert begun.placed_at == (NOW if places else facts.placed_at)
    assert begun.confirm is (facts.confirm and not places)


@many
@given(anything, readings)
def test_reading_is_no_intent(facts: Facts, step: Find) -> None:
    assert begin(facts, step, NOW) == facts


def test_repeating_keeps_the_time_of_the_first_send_and_a_new_text_begins_anew() -> None:
    first = begin(Facts(1), Publish(1), NOW)
    later = NOW + timedelta(minutes=3)
    assert begin(first, Publish(1), later).first_sent_at == NOW
    assert begin(first, Publish(2), later).first_sent_at == later
    assert begin(first, Correct(Placement("r0", 1), 1), later).first_sent_at == later


@many
@given(anything, changes, abilities)
def test_a_lost_lease_never_means_not_sent(facts: Facts, step: Publish, can: Abilities) -> None:
    assume(facts.held is not Held.SENDING)
    lost = recover(begin(facts, step, NOW), can, NOW)
    assert lost.held is not Held.SENDING
    assert lost.placements == facts.placements
    if isinstance(step, Publish):
        assert (lost.held, lost.doubt) == (Held.UNKNOWN, step.revision)
    if isinstance(step, Correct) and facts.wanted is not None:
        assert lost.retry_at == NOW + can.settle
    if isinstance(step, Retract):
        assert lost.retract_at == (NOW if can.retract is Support.EMULATED else None)


@many
@given(anything, abilities)
def test_only_what_is_being_sent_is_recovered(facts: Facts, can: Abilities) -> None:
    assume(facts.held is not Held.SENDING)
    assert recover(facts, can, NOW) == facts


@many
@given(anything, st.none() | numbers)
def test_a_wish_changes_what_is_wanted_and_never_what_is_known(
    facts: Facts, revision: int | None
) -> None:
    asked = want(facts, revision)
    assert asked.wanted == revision
    assert asked.placements == facts.placements
    assert asked.doubt == facts.doubt
    assert (asked.held is Held.SENDING) is (facts.held is Held.SENDING)
    assert asked.held not in FINAL
    if revision is None:
        assert asked.retry_at is None
        if asked.held is not Held.SENDING:
            assert isinstance(next_step(asked, Abilities(Idempotency.KEY), NOW), (*CALLS, Done))


def test_a_takedown_of_what_never_began_is_gone_at_once() -> None:
    assert want(Facts(1), None).held is Held.GONE
    assert want(Facts(1, held=Held.REFUSED), None).held is Held.GONE


@many
@given(anything, abilities, st.booleans())
def test_a_persons_answer_ends_the_doubt(facts: Facts, can: Abilities, stands: bool) -> None:
    told = settled_by_person(replace(facts, held=Held.NEEDS_PERSON), stands=stands)
    assert told.doubt is None
    assert told.held is not Held.NEEDS_PERSON
    assert told.placements == (facts.placements if stands else ())
    if not stands and facts.wanted is None:
        assert told.held is Held.GONE


def test_a_send_that_returns_after_the_takedown_is_live_and_wanted_gone() -> None:
    sending = begin(Facts(1), Publish(1), NOW)
    taken_back = want(sending, None)
    can = Abilities(Idempotency.NONE)
    back = record(taken_back, Publish(1), Accepted("a"), now=NOW, abilities=can)
    assert (back.held, back.wanted) == (Held.LIVE, None)
    assert next_step(back, can, NOW) == Retract(Placement("a", 1))


def test_a_copy_that_was_found_is_the_same_copy() -> None:
    can = Abilities(Idempotency.CLIENT_ID)
    lost = recover(begin(Facts(1), Publish(1), NOW), can, NOW)
    found = record(lost, Find(1), Seen("a"), now=NOW, abilities=can)
    again = record(found, Publish(1), Accepted("a"), now=NOW, abilities=can)
    assert found.placements == again.placements == (Placement("a", 1),)
    assert next_step(again, can, NOW) == Done()
