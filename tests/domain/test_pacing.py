from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from oyez.domain.pacing import earliest

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
PER = timedelta(minutes=5)
ages = st.lists(st.integers(0, 900), max_size=30).map(
    lambda found: [NOW - timedelta(seconds=age) for age in sorted(found, reverse=True)]
)


def test_a_window_with_room_lets_go_at_once() -> None:
    assert earliest(3, PER, [NOW, NOW], now=NOW) == NOW


def test_a_full_window_opens_when_its_oldest_call_leaves_it() -> None:
    used = [NOW - timedelta(minutes=m) for m in (4, 2, 1)]
    assert earliest(3, PER, used, now=NOW) == NOW + timedelta(minutes=1)


def test_a_reserve_is_not_touched_by_others() -> None:
    used = [NOW - timedelta(minutes=1)] * 7
    assert earliest(10, PER, used, now=NOW) == NOW
    assert earliest(10, PER, used, now=NOW, reserve=0.3) == NOW + timedelta(minutes=4)


def test_a_window_always_has_room_for_one() -> None:
    assert earliest(1, PER, [], now=NOW, reserve=0.99) == NOW


@settings(deadline=None, max_examples=200)
@given(st.integers(1, 20), ages)
def test_calls_made_when_allowed_never_overfill_a_window(points: int, used: list[datetime]) -> None:
    at, made = NOW, [one for one in used if one > NOW - PER][-points:]
    for _ in range(points * 2):
        at = earliest(points, PER, made, now=at)
        made.append(at)
        assert len([one for one in made if one > at - PER]) <= points
