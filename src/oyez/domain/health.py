"""Whether a channel lets us in: what one probe changes about what was known, and who hears of it.

An outage is no refusal: only the platform's own no makes a channel refused, and only its yes
takes that back.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from oyez.domain.delivery import FailureClass


class Way(StrEnum):
    """Whether the platform lets the channel in."""

    OK = "ok"
    REFUSED = "refused"
    UNKNOWN = "unknown"


# The classes with which a platform says no to us, not to one call.
REFUSALS = frozenset({FailureClass.AUTH, FailureClass.PERMISSION, FailureClass.SUSPENDED})
DAY = timedelta(days=1)
SOON = timedelta(minutes=30)
WARNINGS = (14, 7, 3, 1)  # days before the end
MOVED = timedelta(hours=12)  # an end that moves less is the same end
GOLDEN = 0.6180339887498949


@dataclass(frozen=True, slots=True)
class Known:
    """What was known before; `warned` is the smallest of WARNINGS that was told."""

    way: Way
    since: datetime
    failure: str = ""
    code: str = ""
    ends_at: datetime | None = None
    warned: int | None = None


@dataclass(frozen=True, slots=True)
class Probed:
    """What one probe found: no failure, or the class and code of one; and when the way in ends."""

    failure: FailureClass | None = None
    code: str = ""
    ends_at: datetime | None = None


def way_of(failure: FailureClass | None) -> Way:
    """What one answer says by itself."""
    if failure is None:
        return Way.OK
    return Way.REFUSED if failure in REFUSALS else Way.UNKNOWN


def judge(known: Known, probed: Probed, now: datetime) -> Known:
    """What is known after the probe. During an outage a refusal stays a refusal."""
    way = way_of(probed.failure)
    if way is Way.UNKNOWN and known.way is Way.REFUSED:
        return _until(known, known.ends_at)
    fresh = replace(
        known,
        way=way,
        since=known.since if way is known.way else now,
        failure=probed.failure.value if probed.failure else "",
        code=probed.code if probed.failure else "",
    )
    return _until(fresh, probed.ends_at or known.ends_at)


def _until(known: Known, ends_at: datetime | None) -> Known:
    same = known.ends_at and ends_at and abs(known.ends_at - ends_at) < MOVED
    return replace(known, ends_at=ends_at, warned=known.warned if same else None)


def days_left(ends_at: datetime, now: datetime) -> int:
    """Whole days until the end, begun ones counted: within the last day it is 1, then 0."""
    return max(0, -((now - ends_at) // DAY))


def warning(known: Known, now: datetime) -> int | None:
    """The step of WARNINGS that has been reached and not been told, or None."""
    if known.ends_at is None or known.way is Way.REFUSED:
        return None
    left = days_left(known.ends_at, now)
    reached = min((step for step in WARNINGS if left <= step), default=None)
    if reached is None or (known.warned is not None and known.warned <= reached):
        return None
    return reached


def next_probe(channel: int, way: Way, now: datetime) -> datetime:
    """When to look again: at the channel's own time of day, and soon while nothing is known."""
    if way is Way.UNKNOWN:
        return now + SOON
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    at = midnight + (channel * GOLDEN % 1.0) * DAY
    return at if at > now else at + DAY


def _check() -> None:
    if list(WARNINGS) != sorted(WARNINGS, reverse=True) or not set(FailureClass) >= REFUSALS:
        raise AssertionError("the table of warnings runs from far to near")


_check()
