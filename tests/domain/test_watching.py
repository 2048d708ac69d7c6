from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from oyez.domain.watching import FIRST, HOURLY_FOR, JITTER, next_look

BEGUN = datetime(2026, 11, 21, 12, tzinfo=UTC)
NUMBERS = st.integers(1, 10**6)
SPANS = st.timedeltas(timedelta(0), timedelta(days=30))


def looks(number: int, until: timedelta) -> list[timedelta]:
    """Every look from publication on, when each is taken at its time."""
    found, now = [], BEGUN
    while (now := next_look(number, BEGUN, now)) <= BEGUN + until:
        found.append(now - BEGUN)
    return found


@given(NUMBERS)
def test_the_first_looks_are_early_and_never_late(number: int) -> None:
    first = looks(number, timedelta(minutes=40))
    assert len(first) == len(FIRST)
    for at, planned in zip(first, FIRST, strict=True):
        assert planned * (1 - JITTER) <= at <= planned


@given(NUMBERS)
def test_then_every_hour_and_after_a_week_every_day(number: int) -> None:
    every = looks(number, timedelta(days=12))
    gaps = [(one, two - one) for one, two in pairwise(every)][len(FIRST) :]
    for at, gap in gaps:
        most = timedelta(hours=1) if at < HOURLY_FOR else timedelta(days=1)
        assert most * (1 - JITTER) <= gap <= most


@given(NUMBERS, SPANS)
def test_the_next_look_is_always_ahead(number: int, passed: timedelta) -> None:
    now = BEGUN + passed
    assert now < next_look(number, BEGUN, now) <= now + timedelta(days=1)


@given(NUMBERS, SPANS, st.integers(1, 600))
def test_a_closer_watch_only_brings_looks_forward(
    number: int, passed: timedelta, every: int
) -> None:
    now = BEGUN + passed
    usual = next_look(number, BEGUN, now)
    quick = next_look(number, BEGUN, now, quick_until=now + timedelta(1), quick_every=every)
    assert quick == min(usual, now + timedelta(seconds=every))
    assert next_look(number, BEGUN, now, quick_until=now, quick_every=every) == usual


def test_addresses_of_one_notice_are_not_due_at_the_same_moment() -> None:
    assert len({next_look(number, BEGUN, BEGUN) for number in range(1, 50)}) == 49
