"""A campaign never takes more than its share, and its forecast is met by playing it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oyez.domain.delivery import Support
from oyez.domain.errors import Sentence
from oyez.domain.purge import (
    LOOKS,
    OPEN,
    OVER,
    PURGE_MOVES,
    TRIES,
    WAIT,
    Came,
    Facts,
    Limit,
    Pace,
    PurgeState,
    RemovalState,
    begun,
    cannot,
    forecast,
    judged,
    opens,
    room,
    schedule,
)

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
MASTODON, X = Limit(30, timedelta(minutes=30)), Limit(50, timedelta(minutes=15))
LIMITS = st.lists(
    st.builds(Limit, st.integers(1, 40), st.integers(1, 3600).map(lambda s: timedelta(seconds=s))),
    min_size=1,
    max_size=3,
).map(tuple)
KEPT = st.integers(0, 95)
AGO = st.lists(st.integers(0, 4000), max_size=40)


def most_in(times: list[datetime], per: timedelta) -> int:
    """The most of these times that lie in one window, wherever it begins."""
    ordered = sorted(times)
    counts = (sum(begin <= at < begin + per for at in ordered) for begin in ordered)
    return max(counts, default=0)


def overdrawn(times: list[datetime], limits: tuple[Limit, ...], kept: int) -> list[str]:
    """The windows in which more was deleted than the campaign's share."""
    found = []
    for limit in limits:
        share = limit.points * (100 - kept) // 100
        if (most := most_in(times, limit.per)) > share:
            found.append(f"{most} in {limit.per}, where {share} are allowed")
    return found


@given(LIMITS, KEPT, st.integers(0, 150), st.integers(0, 5))
def test_never_more_than_the_share_in_any_window(
    limits: tuple[Limit, ...], kept: int, count: int, each: int
) -> None:
    pace = Pace(limits, kept, timedelta(seconds=each))
    times = list(schedule(count, pace, [], NOW))
    assert overdrawn(times, limits, kept) == []
    possible = all(room(limit, kept) for limit in limits)
    assert len(times) == (count if possible else 0)
    assert times == sorted(times)


PACES = st.builds(Pace, LIMITS, KEPT, st.integers(0, 5).map(lambda s: timedelta(seconds=s)))


@given(PACES, AGO, st.integers(1, 60))
def test_the_forecast_is_what_playing_it_comes_to(pace: Pace, ago: list[int], count: int) -> None:
    used = sorted(NOW - timedelta(seconds=one) for one in ago)
    limits, kept = pace.limits, pace.kept
    now, made = NOW, list(used)
    for _ in range(count):
        at = opens(limits, kept, made, now)
        if at is None:
            break
        made.append(at)
        now = at + pace.each
    possible = all(room(limit, kept) for limit in limits)
    assert forecast(count, pace, used, NOW) == (now if possible else None)


@given(LIMITS, KEPT, AGO)
def test_what_was_used_before_is_counted_too(
    limits: tuple[Limit, ...], kept: int, ago: list[int]
) -> None:
    used = sorted(NOW - timedelta(seconds=one) for one in ago)
    at = opens(limits, kept, used, NOW)
    if at is None:
        return
    assert at >= NOW
    for limit in limits:
        inside = [one for one in used if one > at - limit.per]
        assert len(inside) < room(limit, kept)


def test_the_figures_of_the_platforms() -> None:
    assert (room(MASTODON, 30), room(X, 30)) == (21, 35)
    thousand = forecast(1000, Pace((MASTODON,)), [], NOW)
    assert thousand
    # 47 full windows of 21 are left behind before the last 13 go.
    assert timedelta(hours=23.5) <= thousand - NOW < timedelta(hours=24)
    assert forecast(0, Pace((MASTODON,)), [], NOW) == NOW
    assert forecast(1, Pace((Limit(1, timedelta(1)),)), [], NOW) is None
    assert opens((Limit(1, timedelta(1)),), 30, [], NOW) is None


def test_a_campaign_that_takes_the_whole_window_is_caught() -> None:
    greedy = list(schedule(60, Pace((MASTODON,), kept=0), [], NOW))
    assert overdrawn(greedy, (MASTODON,), 30) == ["30 in 0:30:00, where 21 are allowed"]


def test_what_no_machine_can_delete() -> None:
    day = timedelta(days=1)
    assert cannot(Support.NATIVE, None, named=True, age=900 * day) is None
    assert "person" in str(cannot(Support.MANUAL, None, named=True, age=day))
    assert "person" in str(cannot(Support.NONE, None, named=True, age=day))
    assert "number" in str(cannot(Support.NATIVE, None, named=False, age=day))
    assert "48 hours" in str(cannot(Support.NATIVE, 2 * day, named=True, age=2 * day))
    assert cannot(Support.NATIVE, 2 * day, named=True, age=day) is None


@given(
    st.lists(
        st.tuples(st.sampled_from(Came), st.booleans().map(lambda late: late and NOW + 9 * WAIT)),
        max_size=60,
    )
)
def test_only_a_look_that_found_nothing_makes_it_gone(answers: list[tuple[Came, datetime]]) -> None:
    facts, asked = Facts(RemovalState.WAITING), 0
    for came, retry_at in answers:
        if facts.state in OVER:
            break
        asking = facts.state is RemovalState.WAITING
        asked += asking
        if not asking and came in {Came.AGREED, Came.LOST}:
            continue  # a look agrees to nothing, and one that gets lost is made again
        facts = begun(facts)
        after = judged(facts, came, NOW, retry_at=retry_at or None, code="x", asking=asking)
        assert (after.facts.state is RemovalState.GONE) == (came is Came.GONE)
        assert (after.due_at is None) == (after.facts.state in OVER)
        assert (after.why is not None) == (after.facts.state is RemovalState.KEPT)
        assert 0 <= after.facts.tries <= TRIES
        assert 0 <= after.facts.looks <= LOOKS + 1
        facts = after.facts
    if all(came is not Came.LATER for came, _ in answers):
        assert asked <= TRIES


def test_a_lost_answer_is_looked_for_before_it_is_asked_again() -> None:
    lost = judged(begun(Facts(RemovalState.WAITING)), Came.LOST, NOW, asking=True)
    assert lost.facts.state is RemovalState.ASKED
    stands = judged(begun(lost.facts), Came.STANDS, NOW)
    assert stands.facts == Facts(RemovalState.WAITING, 1, 0)


def test_waiting_for_the_platform_is_no_try() -> None:
    later = judged(begun(Facts(RemovalState.WAITING)), Came.LATER, NOW, asking=True)
    assert later.facts == Facts(RemovalState.WAITING, 0, 0)
    assert later.due_at == NOW + WAIT
    named = judged(begun(later.facts), Came.LATER, NOW, retry_at=NOW + 9 * WAIT, asking=True)
    assert named.due_at == NOW + 9 * WAIT


@pytest.mark.parametrize("state", PurgeState)
def test_what_is_over_stays_over(state: PurgeState) -> None:
    assert bool(PURGE_MOVES[state]) == (state in OPEN)
    assert isinstance(cannot(Support.EMULATED, None, named=True, age=WAIT), Sentence)
