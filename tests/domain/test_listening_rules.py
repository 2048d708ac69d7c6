"""When a channel is asked, and when silence is a worry."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oyez.domain.listening import (
    FRESH,
    FRESH_FOR,
    LIVELY,
    LIVELY_FOR,
    LONGEST_PACE,
    LONGEST_WAIT,
    QUIET,
    Pace,
    after_failure,
    first_poll,
    minutes_of,
    next_poll,
    refuse_minutes,
    silent,
    usual_gap,
)

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
CHANNELS = st.integers(1, 10**9)


@given(CHANNELS)
def test_a_lively_channel_is_asked_every_minute_at_least(channel: int) -> None:
    assert NOW < first_poll(channel, NOW + timedelta(seconds=1)) <= NOW + LIVELY + LIVELY
    assert LIVELY / 2 < next_poll(channel, NOW, live_for=LIVELY_FOR) - NOW <= LIVELY
    assert QUIET / 2 < next_poll(channel, NOW, live_for=None) - NOW <= QUIET
    assert next_poll(channel, NOW, live_for=None, more=True) - NOW < timedelta(seconds=5)


@given(CHANNELS)
def test_while_a_notice_is_fresh_a_warning_is_heard_in_half_a_minute(channel: int) -> None:
    assert FRESH / 2 < next_poll(channel, NOW, live_for=FRESH_FOR) - NOW <= FRESH
    assert next_poll(channel, NOW, live_for=FRESH_FOR, pace=DEAR) - NOW > timedelta(minutes=11)


def test_channels_do_not_ask_together() -> None:
    times = {next_poll(channel, NOW, live_for=LIVELY_FOR) for channel in range(1, 201)}
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


DEAR = Pace(timedelta(minutes=1), lively=timedelta(minutes=15), quiet=timedelta(hours=4))
paces = st.builds(
    Pace,
    *[st.timedeltas(timedelta(seconds=1), timedelta(hours=9)) for _ in range(4)],
)


@given(
    CHANNELS,
    paces,
    st.none() | st.timedeltas(timedelta(0)),
    st.one_of(st.none(), st.integers(1, 1440)),
)
def test_no_channel_is_asked_sooner_than_its_platform_allows(
    channel: int, pace: Pace, live_for: timedelta | None, minutes: int | None
) -> None:
    own = pace.at(minutes)
    assert next_poll(channel, NOW, live_for=live_for, pace=own) - NOW >= pace.least
    assert after_failure(1, NOW, None, own) - NOW >= pace.least


def test_where_reading_costs_money_it_is_rare_unless_a_channel_says_otherwise() -> None:
    assert next_poll(7, NOW, live_for=LIVELY_FOR, pace=DEAR) - NOW > timedelta(minutes=11)
    assert next_poll(7, NOW, live_for=None, pace=DEAR) - NOW > timedelta(hours=3)
    assert DEAR.at(2).lively == timedelta(minutes=2)
    assert DEAR.at(2).quiet == DEAR.quiet
    assert DEAR.at(600).quiet == timedelta(minutes=600), "quiet times are no livelier"
    assert DEAR.at(None) == DEAR
    assert Pace().at(99_999).lively == LONGEST_PACE


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [("5", 5), (" 5 ", 5), ("", None), (None, None)]
    + [(wrong, None) for wrong in ("0", "-1", "1.5", "٣", "1441", "9" * 99)],
)
def test_minutes_are_whole_and_no_more_than_a_day(typed: str | None, minutes: int | None) -> None:
    assert minutes_of(typed) == minutes
    refused = refuse_minutes(typed, Pace())
    assert (refused is None) == (minutes is not None or not (typed or "").strip())


def test_more_often_than_the_platform_allows_is_refused() -> None:
    slow = Pace(timedelta(minutes=5))
    assert str(refuse_minutes("4", slow)) == (
        "Write whole minutes from 5 to 1440, or leave it empty."
    )
    assert refuse_minutes("5", slow) is None
