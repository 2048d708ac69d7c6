"""When a channel is asked, and when silence is a worry."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oyez.domain.listening import (
    LIVELY,
    LONGEST_WAIT,
    QUIET,
    after_failure,
    first_poll,
    next_poll,
    silent,
    usual_gap,
)

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
CHANNELS = st.integers(1, 10**9)


@given(CHANNELS)
def test_a_lively_channel_is_asked_every_minute_at_least(channel: int) -> None:
    assert NOW < first_poll(channel, NOW + timedelta(seconds=1)) <= NOW + LIVELY + LIVELY
    assert LIVELY / 2 < next_poll(channel, NOW, lively=True) - NOW <= LIVELY
    assert QUIET / 2 < next_poll(channel, NOW, lively=False) - NOW <= QUIET
    assert next_poll(channel, NOW, lively=False, more=True) - NOW < timedelta(seconds=5)


def test_channels_do_not_ask_together() -> None:
    times = {next_poll(channel, NOW, lively=True) for channel in range(1, 201)}
    assert len(times) == 200


def test_failures_make_it_rarer_up_to_an_hour() -> None:
    waits = [after_failure(count, NOW, None) - NOW for count in range(1, 30)]
    assert waits == sorted(waits)
    assert (waits[0], waits[-1]) == (timedelta(seconds=30), LONGEST_WAIT)


@pytest.mark.parametrize(
    ("named", "wait"),
    [(timedelta(minutes=9), timedelta(minutes=9)), (timedelta(seconds=-9), timedelta(seconds=30)),
     (timedelta(days=9), LONGEST_WAIT)],
)  # fmt: skip
def test_the_time_that_a_platform_names_is_kept(named: timedelta, wait: timedelta) -> None:
    assert after_failure(1, NOW, NOW + named) - NOW == wait


def test_the_usual_gap_follows_slowly() -> None:
    gap = usual_gap(None, 100)
    assert gap == 100
    assert 100 < usual_gap(gap, 200) < 150
    assert usual_gap(gap, -5) < 100


def hours(count: float) -> datetime:
    return NOW - timedelta(hours=count)


@pytest.mark.parametrize(
    ("called_at", "gap", "found"),
    [
        (hours(3), 3600.0, True),
        (hours(1.5), 3600.0, False),
        (hours(0.01), 1.0, False),
        (hours(0.1), 1.0, True),
        (hours(0.5), None, False),
        (hours(2), None, True),
    ],
)
def test_silence_is_twice_the_usual_gap(called_at: datetime, gap: float, found: bool) -> None:
    assert silent(made_at=hours(99), called_at=called_at, gap=gap, now=NOW) is found


def test_a_new_address_gets_an_hour() -> None:
    assert not silent(made_at=hours(0.9), called_at=None, gap=None, now=NOW)
    assert silent(made_at=hours(1.1), called_at=None, gap=None, now=NOW)
