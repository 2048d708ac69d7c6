from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oyez.domain.timetable import CLOSE, EARLIEST, LATEST, Planned, View, clashes, stretch

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


@given(st.sampled_from([View.MONTH, View.WEEK]), st.dates(EARLIEST, LATEST))
def test_whole_weeks_hold_the_day(view: View, day: date) -> None:
    shown = stretch(view, day)
    assert day in shown.days
    assert shown.days[0].weekday() == 0
    assert all(len(week) == 7 for week in shown.weeks)
    assert shown.before < day.replace(day=1) if view is View.MONTH else shown.before < day
    assert shown.after > day


@pytest.mark.parametrize("view", View)
@pytest.mark.parametrize("day", [date.min, date.max])
def test_no_day_is_too_far_away(view: View, day: date) -> None:
    assert stretch(view, day).days


def test_a_list_begins_with_its_day() -> None:
    shown = stretch(View.LIST, date(2026, 11, 21))
    assert shown.days[0] == date(2026, 11, 21)
    assert shown.after == shown.days[-1] + timedelta(1)


def plan(key: str, minutes: float, *channels: int) -> Planned:
    return Planned(key, NOON + timedelta(minutes=minutes), frozenset(channels))


def test_only_what_is_near_on_the_same_channel_clashes() -> None:
    rows = [plan("a", 0, 1, 2), plan("b", 5, 2), plan("c", 6, 3), plan("d", 14, 2), plan("e", 30)]
    assert clashes(rows) == {"a": ["b"], "b": ["a", "d"], "d": ["b"]}
    assert clashes([plan("a", 0, 1), plan("b", CLOSE.total_seconds() / 60, 1)]) == {}


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 3)), max_size=12))
def test_clashes_are_those_of_every_pair(rows: list[tuple[int, int]]) -> None:
    planned = [plan(str(place), *row) for place, row in enumerate(rows)]
    found = clashes(planned)
    for one in planned:
        near = {
            other.key
            for other in planned
            if other is not one and abs(other.at - one.at) < CLOSE and other.channels & one.channels
        }
        assert set(found.get(one.key, [])) == near
