"""Deliveries in every state that can be written down."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st

from oyez.domain.delivery import (
    GO,
    Abilities,
    Correct,
    Correction,
    Facts,
    Failure,
    FailureClass,
    Find,
    Held,
    Idempotency,
    Kind,
    Look,
    Placement,
    Publish,
    Retract,
    Support,
    Verb,
    Verdict,
    begin,
    record,
    want,
)
from oyez.domain.errors import say

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
HOLD = Verdict(Kind.HOLD, say("Frozen."))
STOP = Verdict(Kind.STOP, say("Closed."))

times = st.none() | st.integers(-4000, 4000).map(lambda seconds: NOW + timedelta(seconds=seconds))
numbers = st.integers(1, 3)
copies = st.lists(numbers, max_size=3).map(
    lambda found: tuple(Placement(f"r{place}", number) for place, number in enumerate(found))
)
MACHINES = [way for way in Idempotency if way is not Idempotency.PERSON]
abilities = st.builds(
    Abilities,
    idempotency=st.sampled_from(MACHINES),
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

SETTLE, SPACING = timedelta(seconds=60), timedelta(seconds=30)
HERE = Placement("a", 1)
LIVE = replace(begin(Facts(1), Publish(1), NOW), held=Held.LIVE, placements=(HERE,))
many = settings(deadline=None, max_examples=200)
ways = st.sampled_from(MACHINES)


def after(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


def unknown(way: Idempotency, wanted: int | None = 1) -> tuple[Facts, Abilities]:
    can = Abilities(way, settle=SETTLE, spacing=SPACING)
    sent = begin(Facts(1), Publish(1), NOW)
    lost = record(sent, Publish(1), Failure(FailureClass.AMBIGUOUS), now=NOW, abilities=can)
    return replace(want(lost, wanted) if wanted != 1 else lost, retry_at=None), can
