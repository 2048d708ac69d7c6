"""What the heart does next: single promises, for every state that can be written down."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from any_delivery import (
    HOLD,
    NOW,
    STOP,
    abilities,
    anything,
    many,
    verdicts,
)
from hypothesis import assume, given

from oyez.domain.delivery import (
    GO,
    Abilities,
    AskPerson,
    Correct,
    Correction,
    Done,
    Facts,
    Find,
    Held,
    Idempotency,
    Look,
    Placement,
    Publish,
    Refuse,
    Retract,
    Support,
    Task,
    Verdict,
    Wait,
    next_step,
)
from oyez.domain.delivery.next_step import FINAL, PUTS
from oyez.domain.errors import say


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
    if isinstance(step, Wait):
        assert can.idempotency is Idempotency.CORRELATED
        assert doubtful.placed_at is not None
        assert step.until == doubtful.placed_at + can.patience > NOW
    elif not (doubtful.wanted is None and doubtful.placements):
        blind = not can.find or can.idempotency is Idempotency.CORRELATED
        assert step == (AskPerson(Task.UNDECIDABLE) if blind else Find(1))


def test_who_cannot_tell_is_not_asked_although_reading_is_possible() -> None:
    lost = Facts(1, held=Held.UNKNOWN, doubt=1)
    can = Abilities(Idempotency.CORRELATED)
    assert next_step(lost, can, NOW) == AskPerson(Task.UNDECIDABLE)


def test_a_report_that_may_still_come_is_waited_for_once_and_then_a_person_is_asked() -> None:
    can = Abilities(Idempotency.CORRELATED)
    lost = Facts(1, held=Held.UNKNOWN, doubt=1, placed_at=NOW)
    assert next_step(lost, can, NOW) == Wait(NOW + can.patience)
    assert next_step(lost, can, NOW + can.patience) == AskPerson(Task.UNDECIDABLE)


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
    can = Abilities(Idempotency.CORRELATED, retract=level)
    assert next_step(live, can, NOW) == AskPerson(Task.BY_HAND)
