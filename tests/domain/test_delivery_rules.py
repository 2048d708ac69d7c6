"""Single promises of the heart, for every state that can be written down."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from oyez.domain.delivery import (
    CALLS,
    GO,
    Abilities,
    Accepted,
    AskPerson,
    Correct,
    Correction,
    Done,
    Facts,
    Find,
    Held,
    Idempotency,
    Kind,
    Look,
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
    begin,
    next_step,
    record,
    recover,
    settled_by_person,
    want,
)
from oyez.domain.delivery.next_step import FINAL, PUTS
from oyez.domain.errors import say

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
HOLD = Verdict(Kind.HOLD, say("Frozen."))
STOP = Verdict(Kind.STOP, say("Closed."))
BLIND = (Idempotency.PERSON, Idempotency.CORRELATED)

times = st.none() | st.integers(-4000, 4000).map(lambda seconds: NOW + timedelta(seconds=seconds))
numbers = st.integers(1, 3)
copies = st.lists(numbers, max_size=3).map(
    lambda found: tuple(Placement(f"r{place}", number) for place, number in enumerate(found))
)
abilities = st.builds(
    Abilities,
    idempotency=st.sampled_from(Idempotency),
    find=st.booleans(),
    correction=st.sampled_from(Correction),
    retract=st.sampled_from(Support),
)
anything = st.builds(
    Facts,
    wanted=st.none() | numbers,
    held=st.sampled_from(Held),
    verb=st.none() | st.sampled_from(Verb),
    revision=st.none() | numbers,
    attempt=st.integers(0, 5),
    first_sent_at=times,
    sent_at=times,
    placed_at=times,
    doubt=st.none() | numbers,
    placements=copies,
    retract_at=times,
    confirm=st.booleans(),
    rounds=st.integers(0, 3),
    absences=st.integers(0, 2),
    failures=st.integers(0, 40),
    retry_at=times,
)
verdicts = st.sampled_from([GO, HOLD, STOP])
changes = st.one_of(
    st.builds(Publish, numbers),
    st.builds(Correct, st.just(Placement("r0", 1)), numbers),
    st.builds(Retract, st.just(Placement("r0", 1))),
)
readings = st.one_of(st.builds(Find, numbers), st.builds(Look, st.just(Placement("r0", 1))))
many = settings(deadline=None, max_examples=100)


@many
@given(anything, abilities, verdicts)
def test_what_is_final_makes_no_call_and_what_is_sent_is_left_alone(
    facts: Facts, can: Abilities, verdict: Verdict
) -> None:
    for held in FINAL:
        assert next_step(replace(facts, held=held), can, NOW, verdict) == Done()
    assert next_step(replace(facts, held=Held.SENDING), can, NOW, verdict) == Wait(None)


@many
@given(anything, abilities)
def test_a_wish_to_be_gone_is_never_held_back(facts: Facts, can: Abilities) -> None:
    gone = replace(facts, wanted=None)
    free = next_step(gone, can, NOW, GO)
    assert next_step(gone, can, NOW, HOLD) == free
    assert next_step(gone, can, NOW, STOP) == free
    assert not isinstance(free, Publish | Correct | Refuse)


@many
@given(anything, abilities)
def test_nothing_is_brought_out_against_a_rule(facts: Facts, can: Abilities) -> None:
    for verdict in (HOLD, STOP):
        step = next_step(facts, can, NOW, verdict)
        assert not isinstance(step, Publish | Correct)
        if isinstance(step, Refuse):
            assert (verdict, step.reason) == (STOP, STOP.reason)


@pytest.mark.parametrize(
    ("verdict", "step"), [(HOLD, Wait(None, HOLD.reason)), (STOP, Refuse(say("Closed.")))]
)
def test_a_rule_in_the_way_is_named(verdict: Verdict, step: object) -> None:
    assert next_step(Facts(1), Abilities(Idempotency.KEY), NOW, verdict) == step


@many
@given(anything, abilities, verdicts)
def test_a_time_named_by_the_platform_is_waited_for(
    facts: Facts, can: Abilities, verdict: Verdict
) -> None:
    assume(facts.held not in {*FINAL, Held.SENDING})
    later = replace(facts, retry_at=NOW + timedelta(seconds=5))
    assert next_step(later, can, NOW, verdict) == Wait(NOW + timedelta(seconds=5))


@many
@given(anything, abilities)
def test_gone_with_a_copy_known_goes_on(facts: Facts, can: Abilities) -> None:
    assume(facts.placements)
    gone = replace(facts, held=Held.GONE, wanted=None, retry_at=None)
    assert isinstance(next_step(gone, can, NOW), Retract | Look | AskPerson)


@many
@given(anything, abilities, verdicts)
def test_doubt_is_never_answered_by_sending_again_blindly(
    facts: Facts, can: Abilities, verdict: Verdict
) -> None:
    assume(can.idempotency is not Idempotency.CLIENT_ID)
    doubtful = replace(facts, held=Held.UNKNOWN, doubt=1, retry_at=None)
    step = next_step(doubtful, can, NOW, verdict)
    assert not isinstance(step, Publish | Correct)
    if not (doubtful.wanted is None and doubtful.placements):
        blind = not can.find or can.idempotency in BLIND
        assert step == (AskPerson(Task.UNDECIDABLE) if blind else Find(1))


@pytest.mark.parametrize("way", BLIND)
def test_who_cannot_tell_is_not_asked_although_reading_is_possible(way: Idempotency) -> None:
    lost = Facts(1, held=Held.UNKNOWN, doubt=1)
    assert next_step(lost, Abilities(way), NOW) == AskPerson(Task.UNDECIDABLE)


@pytest.mark.parametrize("verdict", [HOLD, STOP])
def test_a_lost_send_under_a_rule_is_looked_for_not_repeated(verdict: Verdict) -> None:
    lost = Facts(1, held=Held.UNKNOWN, doubt=1)
    assert next_step(lost, Abilities(Idempotency.CLIENT_ID), NOW, verdict) == Find(1)


def test_a_corrected_text_that_stands_beside_another_is_done() -> None:
    both = Facts(1, held=Held.LIVE, placements=(Placement("a", 1), Placement("b", 2)))
    can = Abilities(Idempotency.CLIENT_ID, correction=Correction.LINKED)
    assert next_step(both, can, NOW) == Done()


@many
@given(anything)
def test_an_id_of_our_own_is_put_again_a_few_times_and_then_looked_for(facts: Facts) -> None:
    can = Abilities(Idempotency.CLIENT_ID)
    doubtful = replace(facts, held=Held.UNKNOWN, doubt=1, wanted=1, retry_at=None)
    step = next_step(doubtful, can, NOW)
    assert isinstance(step, Publish if facts.failures < PUTS else Find)


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
    lost = recover(begin(facts, step, NOW), can)
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
    assert recover(facts, can) == facts


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
    lost = recover(begin(Facts(1), Publish(1), NOW), can)
    found = record(lost, Find(1), Seen("a"), now=NOW, abilities=can)
    again = record(found, Publish(1), Accepted("a"), now=NOW, abilities=can)
    assert found.placements == again.placements == (Placement("a", 1),)
    assert next_step(again, can, NOW) == Done()


@pytest.mark.parametrize(
    ("way", "step"),
    [
        (Correction.IN_PLACE, Correct(Placement("a", 1), 2)),
        (Correction.LINKED, Publish(2, Placement("a", 1))),
        (Correction.REPLACE, Retract(Placement("a", 1))),
    ],
)
def test_each_way_to_correct(way: Correction, step: object) -> None:
    live = Facts(2, held=Held.LIVE, placements=(Placement("a", 1),))
    assert next_step(live, Abilities(Idempotency.KEY, correction=way), NOW) == step


@pytest.mark.parametrize("level", [Support.MANUAL, Support.NONE])
def test_what_no_machine_can_remove_is_a_persons(level: Support) -> None:
    live = Facts(None, held=Held.LIVE, placements=(Placement("a", 1),))
    can = Abilities(Idempotency.PERSON, retract=level)
    assert next_step(live, can, NOW) == AskPerson(Task.BY_HAND)
