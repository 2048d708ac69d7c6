"""The table of an alarm's life, and whom it pages when."""

from __future__ import annotations

from collections.abc import Collection

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.alarm.scenes import START, at

from oyez.domain.alarm import (
    ALARM_MOVES,
    OFFERS,
    AlarmState,
    Cause,
    Offer,
    Station,
    stations_due,
    urgency_of,
)

ALL = list(Station)


def due(seconds: float, paged: Collection[Station] = (), **more: object) -> list[Station]:
    return stations_due(START, at(seconds), paged=paged, **more)  # type: ignore[arg-type]


def test_every_alarm_can_be_resolved_and_none_comes_back() -> None:
    for state, moves in ALARM_MOVES.items():
        assert (AlarmState.RESOLVED in moves) is (state is not AlarmState.RESOLVED)
        assert AlarmState.RAISED not in moves


def test_what_stands_on_a_channel_can_be_taken_down_from_the_page() -> None:
    for cause in (Cause.WARNINGS, Cause.DRIFT, Cause.PERSON, Cause.STRANGER):
        assert Offer.RETRACT in OFFERS[cause]
    assert Offer.CORRECTION in OFFERS[Cause.WARNINGS]
    assert all(Offer.FALSE_ALARM in offers for offers in OFFERS.values())


@pytest.mark.parametrize(
    ("seconds", "paged", "expected"),
    [
        (0, [], [Station.ON_CALL]),
        (119, [Station.ON_CALL], []),
        (120, [Station.ON_CALL], [Station.DEPUTY]),
        (300, [Station.ON_CALL, Station.DEPUTY], [Station.FINAL]),
        (600, ALL[:3], [Station.HEAD]),
        (600, [], ALL),
        (9999, ALL, []),
    ],
)
def test_the_clock_goes_on_to_the_next(
    seconds: float, paged: list[Station], expected: list[Station]
) -> None:
    assert due(seconds, paged) == expected


def test_an_acknowledged_alarm_and_a_quiet_one_go_no_further() -> None:
    assert due(600, [Station.ON_CALL], answered=True) == []
    assert due(600, [Station.ON_CALL], loud=False) == []
    assert due(0, [], loud=False) == [Station.ON_CALL]
    assert (urgency_of(loud=True), urgency_of(loud=False)) == ("loud", "quiet")


def test_nobody_is_waited_for_who_does_not_exist() -> None:
    assert due(0, [], empty=[Station.ON_CALL]) == [Station.DEPUTY]
    assert due(0, [], empty=[Station.ON_CALL, Station.DEPUTY]) == [Station.FINAL]
    assert due(0, [Station.DEPUTY], empty=[Station.ON_CALL]) == []
    assert due(0, [], empty=ALL) == []


@given(st.sets(st.sampled_from(Station)), st.floats(0, 3600), st.booleans())
def test_some_station_that_exists_is_always_paged_at_once(
    empty: set[Station], seconds: float, loud: bool
) -> None:
    found = due(seconds, [], empty=empty, loud=loud)
    assert bool(found) is (len(empty) < len(Station))
    assert not empty & set(found)
