"""Days that come together: what counts of several sources, and what nobody has counted."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from oyez.domain.review.facts import (
    Counted,
    Metric,
    Source,
    change,
    daily,
    weekly,
    weeks_of,
)

DAYS = st.dates(date(2026, 1, 1), date(2026, 3, 31))
MONDAY = date(2026, 1, 5)


@given(st.dictionaries(DAYS, st.floats(0, 1000)))
def test_weeks_hold_every_day_once(days: dict[date, float]) -> None:
    mondays = weeks_of(date(2025, 12, 29), date(2026, 4, 6))
    found = weekly(days, mondays)
    assert abs(sum(one or 0 for one in found) - sum(days.values())) < 1e-6
    empty = {m for m in mondays if not any(m <= day < m + timedelta(7) for day in days)}
    assert {m for m, one in zip(mondays, found, strict=True) if one is None} == empty


def test_only_whole_weeks_are_weeks_of_a_period() -> None:
    assert weeks_of(MONDAY, MONDAY + timedelta(14)) == [MONDAY, MONDAY + timedelta(7)]
    assert weeks_of(MONDAY + timedelta(1), MONDAY + timedelta(14)) == [MONDAY + timedelta(7)]
    assert weeks_of(MONDAY + timedelta(1), MONDAY + timedelta(13)) == []
    assert weeks_of(MONDAY, MONDAY) == []


def test_what_a_person_entered_counts_before_what_a_machine_found() -> None:
    rows = [
        Counted(MONDAY, Metric.REPORTS, 3, Source.IMPORTED),
        Counted(MONDAY, Metric.REPORTS, 5, Source.ENTERED),
        Counted(MONDAY, Metric.REPORTS, 9, Source.OURS),
        Counted(MONDAY, Metric.REACH, 100, Source.MEASURED),
    ]
    assert (
        daily(rows)
        == daily(reversed(rows))
        == {
            Metric.REPORTS: {MONDAY: 5},
            Metric.REACH: {MONDAY: 100},
        }
    )


def test_of_a_level_the_last_day_stands_for_the_week_and_the_ends_tell_the_change() -> None:
    days = {MONDAY: 100.0, MONDAY + timedelta(3): 120.0, MONDAY + timedelta(8): 90.0}
    assert weekly(days, [MONDAY, MONDAY + timedelta(7)], level=True) == [120, 90]
    assert change(days) == -10
    assert change({MONDAY: 5.0}) is None
