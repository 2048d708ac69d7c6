"""A platform's own allowance: told of before anything waits for it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from oyez.domain.budget import Level
from oyez.domain.pacing import earliest
from oyez.domain.quota import SAID, Quota, warning

DAY = timedelta(days=1)


def quota(used: int, *, removing: bool = False) -> Quota:
    return Quota("Instagram Derby", 100, DAY, used, 0.3, removing)


@pytest.mark.parametrize(
    ("used", "level"), [(0, Level.FINE), (55, Level.FINE), (56, Level.WARN), (69, Level.WARN),
                        (70, Level.FULL), (100, Level.FULL)],
)  # fmt: skip
def test_it_warns_at_four_fifths_of_what_routine_notices_may_use(used: int, level: Level) -> None:
    assert quota(used).level is level
    told = warning(quota(used))
    assert (told is None) is (level is Level.FINE)


def test_it_is_full_exactly_where_sending_waits() -> None:
    now = datetime(2026, 11, 21, tzinfo=UTC)
    for used in (69, 70):
        calls = [now - timedelta(minutes=1)] * used
        waits = earliest(100, DAY, calls, now=now, reserve=0.3) > now
        assert waits is (quota(used).level is Level.FULL)


def test_each_kind_has_its_words() -> None:
    assert set(SAID) == {
        (removing, level) for removing in (False, True) for level in Level if level
    }
    assert str(warning(quota(60))) == (
        "Instagram Derby has used 60 of the 70 calls that its platform allows routine notices in "
        "24 hours."
    )
    assert "all 70 deletions" in str(warning(quota(70, removing=True)))


def test_a_window_without_a_share_kept_is_used_whole() -> None:
    assert Quota("X", 3, timedelta(hours=3), 2).usable == 3
    assert Quota("X", 1, timedelta(hours=3), 0, 0.9).usable == 1
