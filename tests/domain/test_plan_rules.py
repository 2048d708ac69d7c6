"""From a kind and an hour to steps, and the life of a plan."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oyez.domain.channel import Mode
from oyez.domain.errors import NotAllowed
from oyez.domain.mode_change import Change, refusal_of_order
from oyez.domain.plan import (
    ENDING,
    OPEN,
    RULES,
    STEPS,
    After,
    Deed,
    Doer,
    Kind,
    Line,
    Made,
    Of,
    PlanState,
    StepState,
    Way,
    demand_move,
    refusal_to_agree,
    steps_of,
)

HOUR = datetime(2026, 9, 1, 6, 0, tzinfo=UTC)
LINES = st.lists(
    st.tuples(st.integers(1, 9), st.integers(1, 3), st.integers(50, 59)),
    min_size=1,
    max_size=4,
    unique_by=lambda one: one[0],
).map(lambda found: [Line(*one) for one in found])


def deeds(found: tuple[Made, ...]) -> list[Deed]:
    return [one.deed for one in found]


def modes_of(found: tuple[Made, ...]) -> dict[int | None, list[Change]]:
    made: dict[int | None, list[Change]] = {}
    for one in found:
        if one.mode is not None:
            made.setdefault(one.channel, []).append(Change(one.number, one.at, one.mode))
    return made


@given(st.sampled_from(Kind), LINES, st.sampled_from(After), st.integers(0, 10_000))
def test_steps_are_in_order_and_their_modes_can_follow_each_other(
    kind: Kind, lines: list[Line], after: After, minutes: int
) -> None:
    hour = HOUR + timedelta(minutes=minutes)
    found = steps_of(kind, hour, lines, after)
    assert [one.number for one in found] == list(range(1, len(found) + 1))
    assert [one.at for one in found] == sorted(one.at for one in found)
    for changes in modes_of(found).values():
        assert refusal_of_order(Mode.ACTIVE, changes) is None
    for one in found:
        assert (one.unit is None) == (RULES[one.deed].of is not Of.UNIT)
        assert (one.channel is None) == (one.unit is not None)


@given(st.sampled_from(Kind), LINES)
def test_something_changes_exactly_at_the_hour(kind: Kind, lines: list[Line]) -> None:
    found = steps_of(kind, HOUR, lines)
    at_the_hour = {one.channel for one in found if one.mode and one.at == HOUR}
    assert at_the_hour >= {line.channel for line in lines}


def test_what_is_closed_has_an_end_for_its_account() -> None:
    for after, last in (("reserve", "reserve"), ("purge", "purge"), ("delete", "delete")):
        for kind in ENDING:
            found = deeds(steps_of(kind, HOUR, [Line(1, 1, 5)], After(after)))
            assert found[-1] == last
    assert Deed.DELETE not in deeds(steps_of(Kind.REDUCE, HOUR, [Line(1, 1)], After.DELETE))


def test_a_move_opens_one_successor_once_and_announces_once_a_unit() -> None:
    lines = [Line(1, 7, 50), Line(2, 7, 50), Line(3, 8, 51)]
    found = steps_of(Kind.MOVE, HOUR, lines)
    assert [one.channel for one in found if one.deed is Deed.OPEN] == [50, 51]
    assert [one.unit for one in found if one.deed is Deed.ANNOUNCE] == [7, 8]


def test_without_a_successor_the_directory_has_nothing_to_point_at() -> None:
    assert Deed.DIRECTORY not in deeds(steps_of(Kind.CLOSE, HOUR, [Line(1, 1)]))
    assert Deed.DIRECTORY in deeds(steps_of(Kind.CLOSE, HOUR, [Line(1, 1, 5)]))


@pytest.mark.parametrize(
    ("kind", "lines", "field"),
    [
        (Kind.CLOSE, [], "channels"),
        (Kind.CLOSE, [Line(1, 1), Line(1, 1)], "channels"),
        (Kind.MOVE, [Line(1, 1, 2), Line(3, 1)], "successor"),
        (Kind.MOVE, [Line(1, 1, 2), Line(2, 1, 3)], "successor"),
    ],
)
def test_what_makes_no_plan_is_refused(kind: Kind, lines: list[Line], field: str) -> None:
    with pytest.raises(NotAllowed) as refused:
        steps_of(kind, HOUR, lines)
    assert refused.value.field == field


def test_an_hour_without_a_zone_is_a_bug() -> None:
    with pytest.raises(ValueError, match="time zone"):
        steps_of(Kind.CLOSE, HOUR.replace(tzinfo=None), [Line(1, 1)])


def test_what_nothing_brings_back_needs_two_people_again() -> None:
    assert {deed for deed, rule in RULES.items() if rule.twice} == {Deed.PURGE, Deed.DELETE}
    assert all(rule.way is not Way.MODE or rule.mode for rule in RULES.values())


def test_the_farewell_stands_before_the_channel_takes_nothing_any_more() -> None:
    for kind in ENDING:
        times = dict(STEPS[kind])
        assert times[Deed.CLOSING] - times[Deed.ANNOUNCE] >= timedelta(hours=2)
    assert RULES[Deed.PIN].doer is Doer.PERSON


def test_the_life_of_a_plan() -> None:
    demand_move(PlanState.PROPOSED, PlanState.AGREED)
    with pytest.raises(NotAllowed, match="This plan is a draft"):
        demand_move(PlanState.DRAFT, PlanState.AGREED)
    assert StepState.DONE not in OPEN


def test_the_second_person_is_another_one() -> None:
    assert refusal_to_agree(1, 2) is None
    assert refusal_to_agree(1, 1) is not None
    assert refusal_to_agree(1, None) is not None
