"""When a watched address is looked at, and when a channel's own posts are read."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from oyez.domain.listening import spread

# After publication; most that goes wrong goes wrong soon.
FIRST: Final = tuple(timedelta(minutes=minutes) for minutes in (1, 2, 5, 10, 20, 40))
HOURLY, HOURLY_FOR = timedelta(hours=1), timedelta(days=7)
DAILY: Final = timedelta(days=1)
JITTER: Final = (
    0.1  # share of an interval by which addresses differ, so that they are not due together
)
APART: Final = timedelta(seconds=2)  # between two looks at the same host
CLOSER: Final = timedelta(seconds=30)  # after a change, until it is confirmed or over
SAMPLED: Final = timedelta(
    seconds=10
)  # a live stream that somebody has allowed, while they watch it
CLOSER_FOR: Final = timedelta(minutes=10)


def next_look(
    number: int,
    begun: datetime,
    now: datetime,
    *,
    quick_until: datetime | None = None,
    quick_every: int = 0,
) -> datetime:
    """When the address with this number is looked at next, after a look at `now`.

    Looks that were missed are not made up for. Until `quick_until` it is every `quick_every`
    seconds, unless the ordinary look comes sooner.
    """
    planned = _planned(spread(number), begun, now)
    if quick_until is not None and now < quick_until and quick_every:
        return min(planned, now + timedelta(seconds=quick_every))
    return planned


def _planned(place: float, begun: datetime, now: datetime) -> datetime:
    """Each interval is shortened by the address's own share of the jitter, never drawn out."""
    before = timedelta(0)
    for after in FIRST:
        at = begun + after - (after - before) * JITTER * place
        if at > now:
            return at
        before = after
    every = HOURLY if now < begun + HOURLY_FOR else DAILY
    return now + every * (1 - JITTER * place)


def closer(now: datetime, until: datetime | None = None, every: int = 0) -> tuple[datetime, int]:
    """Until when and every how many seconds an address is looked at that has just changed.

    What is looked at more often already, `every` so many seconds `until` then, stays so.
    """
    end, pause = now + CLOSER_FOR, int(CLOSER.total_seconds())
    if until is None or until <= now or not every:
        return end, pause
    return max(until, end), min(every, pause)
