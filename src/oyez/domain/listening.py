"""When a channel is asked what is new, and when a silent webhook is a worry."""

from __future__ import annotations

from datetime import datetime, timedelta

LIVELY = timedelta(seconds=60)  # while a notice of the last day stands there
QUIET = timedelta(minutes=10)
AGAIN = timedelta(seconds=1)  # when there was too much for one answer
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=30), timedelta(hours=1)
SPREAD = 0.25  # share of the time by which channels differ, so that they do not ask together
GOLDEN = 0.6180339887498949
NEWEST = 0.2  # how much the newest gap counts in the usual one
SHORTEST_SILENCE = timedelta(minutes=2)
NEVER_CALLED = timedelta(hours=1)  # how long a new address may wait for its first call


def spread(channel: int) -> float:
    """A channel's own place between 0 and 1, the same every time."""
    return channel * GOLDEN % 1.0


def first_poll(channel: int, now: datetime) -> datetime:
    """When a channel is asked for the first time: within a minute, each at its own second."""
    return now + LIVELY * spread(channel)


def next_poll(channel: int, now: datetime, *, lively: bool, more: bool = False) -> datetime:
    """When a channel that answered is asked again; with `more` there is more to read at once."""
    if more:
        return now + AGAIN
    return now + (LIVELY if lively else QUIET) * (1 - SPREAD * spread(channel))


def after_failure(failures: int, now: datetime, retry_at: datetime | None) -> datetime:
    """When a channel is asked again that has failed so often in a row: later every time."""
    doubled: int = 2 ** min(max(failures - 1, 0), 10)
    wait = min(FIRST_WAIT * doubled, LONGEST_WAIT)
    return max(now + wait, min(retry_at or now, now + LONGEST_WAIT))


def usual_gap(gap: float | None, seconds: float) -> float:
    """The usual time between two calls in seconds, after one more gap."""
    seconds = max(0.0, seconds)
    return seconds if gap is None else gap + NEWEST * (seconds - gap)


def silent(
    *, made_at: datetime, called_at: datetime | None, gap: float | None, now: datetime
) -> bool:
    """Whether a webhook has been silent for so long that something new should have called.

    Longer than twice its usual gap; one that has never called gets an hour.
    """
    if called_at is None:
        return now > made_at + NEVER_CALLED
    usual = NEVER_CALLED if gap is None else timedelta(seconds=2 * gap)
    return now > called_at + max(usual, SHORTEST_SILENCE)
