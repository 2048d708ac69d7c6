"""When a reading that finds nothing is believed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from any_delivery import HERE, LIVE, NOW, SETTLE, SPACING, after, many, unknown, ways
from hypothesis import given
from hypothesis import strategies as st

from oyez.domain.delivery import (
    Abilities,
    Correction,
    Find,
    Held,
    Idempotency,
    Look,
    NotThere,
    Placement,
    Publish,
    Retract,
    Seen,
    Wait,
    next_step,
    record,
    want,
)


@many
@given(ways, st.floats(0, 59.9), st.sampled_from([1, 2, None]))
def test_absence_is_not_believed_before_the_send_has_settled(
    way: Idempotency, seconds: float, wanted: int | None
) -> None:
    facts, can = unknown(way, wanted)
    now = after(seconds)
    read = record(facts, Find(1), NotThere(), now=now, abilities=can)
    assert (read.held, read.doubt) == (Held.UNKNOWN, 1)
    assert read.retry_at is not None
    assert now < read.retry_at <= NOW + SETTLE
    assert isinstance(next_step(read, can, now), Wait)


@many
@given(st.floats(0, 59.9))
def test_a_copy_read_as_gone_too_early_is_looked_at_again(seconds: float) -> None:
    can = Abilities(Idempotency.KEY, settle=SETTLE)
    removed = replace(want(LIVE, None), retract_at=NOW)
    read = record(removed, Look(HERE), NotThere(), now=after(seconds), abilities=can)
    assert (read.held, read.placements) == (Held.GONE, (HERE,))
    assert read.retry_at == NOW + SETTLE
    assert next_step(read, can, NOW + SETTLE) == Look(HERE)
    sure = record(read, Look(HERE), NotThere(), now=NOW + SETTLE, abilities=can)
    assert (sure.held, sure.placements) == (Held.GONE, ())


def test_a_replaced_text_is_not_believed_gone_before_it_has_settled() -> None:
    can = Abilities(Idempotency.NONE, settle=SETTLE, correction=Correction.REPLACE)
    removed = replace(want(LIVE, 2), retract_at=NOW)
    early = record(removed, Look(HERE), NotThere(), now=after(59), abilities=can)
    assert next_step(early, can, after(59)) == Wait(NOW + SETTLE)
    sure = record(removed, Look(HERE), NotThere(), now=after(60), abilities=can)
    assert next_step(sure, can, after(60)) == Publish(2)


def test_a_chain_of_linked_texts_is_taken_down_from_its_end() -> None:
    newer = Placement("b", 2)
    can = Abilities(Idempotency.CLIENT_ID, settle=SETTLE, correction=Correction.LINKED)
    facts = replace(want(LIVE, None), placements=(HERE, newer), retract_at=NOW)
    one = record(facts, Look(newer), NotThere(), now=after(60), abilities=can)
    assert (one.held, one.placements) == (Held.LIVE, (HERE,))
    assert next_step(one, can, after(60)) == Retract(HERE)


def test_a_copy_that_comes_back_is_taken_down_again() -> None:
    can = Abilities(Idempotency.KEY, settle=SETTLE)
    removed = replace(want(LIVE, None), retract_at=NOW)
    read = record(removed, Look(HERE), NotThere(), now=after(1), abilities=can)
    back = record(read, Look(HERE), Seen("a"), now=NOW + SETTLE, abilities=can)
    assert back.held is Held.LIVE
    assert next_step(back, can, NOW + SETTLE) == Retract(HERE)


@pytest.mark.parametrize(
    ("way", "minutes", "readings"),
    [
        (Idempotency.CLIENT_ID, 2, 1),
        (Idempotency.KEY, 2, 1),
        (Idempotency.KEY, 54, 1),
        (Idempotency.KEY, 56, 2),
        (Idempotency.KEY, 120, 2),
        (Idempotency.NONE, 2, 2),
        (Idempotency.STAGED, 2, 2),
    ],
)
def test_how_many_readings_absence_takes(way: Idempotency, minutes: int, readings: int) -> None:
    facts, can = unknown(way)
    facts, now = replace(facts, failures=9, staged_for=1), NOW + timedelta(minutes=minutes)
    for _ in range(readings - 1):
        facts = record(facts, Find(1), NotThere(), now=now, abilities=can)
        assert facts.doubt == 1
        assert facts.retry_at == now + SPACING
        assert isinstance(next_step(facts, can, now), Wait)
        now += SPACING
    facts = record(facts, Find(1), NotThere(), now=now, abilities=can)
    assert facts.doubt is None
    assert next_step(facts, can, now) == Publish(1)


def test_a_newer_wish_ends_the_trust_in_a_key() -> None:
    facts, can = unknown(Idempotency.KEY, wanted=2)
    read = record(facts, Find(1), NotThere(), now=after(120), abilities=can)
    assert (read.doubt, read.absences) == (1, 1)
