from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from oyez.domain.duty import LONGEST, Span, gaps, span_refusal

START = datetime(2026, 11, 21, 8, tzinfo=UTC)


def hour(number: float) -> datetime:
    return START + timedelta(hours=number)


spans = st.tuples(st.integers(-5, 30), st.integers(1, 12)).map(
    lambda pair: Span(hour(pair[0]), hour(pair[0] + pair[1]))
)


@given(st.lists(spans, max_size=6))
def test_every_hour_is_either_covered_or_in_a_gap(covered: list[Span]) -> None:
    window = Span(hour(0), hour(24))
    found = gaps(covered, window)
    for number in range(24):
        at = hour(number + 0.5)
        on = any(one.begins <= at < one.ends for one in covered)
        assert on != any(one.begins <= at < one.ends for one in found), number


def test_gaps_lie_between_duties_and_at_both_ends() -> None:
    covered = [Span(hour(2), hour(4)), Span(hour(3), hour(6)), Span(hour(8), hour(9))]
    found = gaps(covered, Span(hour(0), hour(10)))
    assert found == [Span(hour(0), hour(2)), Span(hour(6), hour(8)), Span(hour(9), hour(10))]
    assert gaps([], Span(hour(0), hour(1))) == [Span(hour(0), hour(1))]
    assert gaps([Span(hour(-1), hour(2))], Span(hour(0), hour(1))) == []


def test_times_that_make_no_duty() -> None:
    assert span_refusal(hour(0), hour(1), START) is None
    for begins, ends in ((1, 1), (2, 1), (-5, -1)):
        refused = span_refusal(hour(begins), hour(ends), START)
        assert refused
        assert refused[1] == "ends_at"
    assert span_refusal(START, START + LONGEST + timedelta(hours=1), START)
