from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oyez.domain.delivery import FailureClass
from oyez.domain.health import (
    REFUSALS,
    SOON,
    WARNINGS,
    Known,
    Probed,
    Way,
    days_left,
    judge,
    next_probe,
    warning,
)

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
BEFORE = NOW - timedelta(days=3)
DAY = timedelta(days=1)


def known(way: Way, **more: object) -> Known:
    return Known(way, BEFORE, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("failure", set(FailureClass) - REFUSALS)
@pytest.mark.parametrize("way", list(Way))
def test_an_outage_refuses_nobody_and_takes_no_refusal_back(way: Way, failure) -> None:
    after = judge(known(way), Probed(failure, "http_500"), NOW)
    assert after.way is (Way.REFUSED if way is Way.REFUSED else Way.UNKNOWN)


@pytest.mark.parametrize("failure", REFUSALS)
def test_the_platforms_own_no_is_a_refusal_and_its_yes_ends_it(failure) -> None:
    refused = judge(known(Way.OK), Probed(failure, "revoked"), NOW)
    assert (refused.way, refused.since, refused.failure, refused.code) == (
        Way.REFUSED,
        NOW,
        failure.value,
        "revoked",
    )
    well = judge(refused, Probed(), NOW + DAY)
    assert (well.way, well.since, well.failure, well.code) == (Way.OK, NOW + DAY, "", "")


def test_since_stays_while_nothing_changes() -> None:
    assert judge(known(Way.OK), Probed(), NOW).since == BEFORE
    during = judge(known(Way.REFUSED, code="revoked"), Probed(FailureClass.TRANSIENT, "x"), NOW)
    assert (during.since, during.code) == (BEFORE, "revoked")


def test_the_end_is_kept_when_a_probe_does_not_name_it() -> None:
    end = NOW + 9 * DAY
    assert judge(known(Way.OK, ends_at=end, warned=14), Probed(), NOW).warned == 14
    later = judge(known(Way.OK, ends_at=end, warned=14), Probed(ends_at=NOW + 60 * DAY), NOW)
    assert (later.ends_at, later.warned) == (NOW + 60 * DAY, None)


@pytest.mark.parametrize(
    ("left", "told"),
    [(15.1, None), (14, 14), (13.5, 14), (7.5, 14), (7, 7), (3, 3), (1.5, 3), (1, 1), (-1, 1)],
)
def test_the_nearest_step_is_told_once(left: float, told: int | None) -> None:
    state = known(Way.OK, ends_at=NOW + left * DAY)
    assert warning(state, NOW) == told
    if told:
        assert warning(known(Way.OK, ends_at=state.ends_at, warned=told), NOW) is None


def test_day_by_day_each_warning_comes_once() -> None:
    end, state, heard = NOW + 30 * DAY, known(Way.OK), []
    for day in range(31):
        now = NOW + day * DAY
        state = judge(state, Probed(ends_at=end), now)
        step = warning(state, now)
        if step is not None:
            heard.append((step, days_left(end, now)))
            state = Known(state.way, state.since, ends_at=state.ends_at, warned=step)
    assert heard == [(step, step) for step in WARNINGS]


def test_who_is_refused_hears_of_that_and_not_of_the_end() -> None:
    assert warning(known(Way.REFUSED, ends_at=NOW + DAY), NOW) is None


@given(st.integers(1, 10**9), st.integers(0, 86_399))
def test_the_next_turn_is_within_a_day(channel: int, second: int) -> None:
    now = NOW.replace(hour=0) + timedelta(seconds=second)
    due = next_probe(channel, Way.OK, now)
    assert timedelta(0) < due - now <= DAY
    assert next_probe(channel, Way.OK, due) - due in {DAY, DAY + timedelta(0)}
    assert next_probe(channel, Way.UNKNOWN, now) == now + SOON


def test_the_turns_of_all_channels_are_spread_over_the_day() -> None:
    hours = Counter(next_probe(pk, Way.OK, NOW).hour for pk in range(1, 2401))
    assert set(hours) == set(range(24))
    assert max(hours.values()) <= 110
