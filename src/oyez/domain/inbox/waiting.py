"""How long something may wait in the inbox before somebody is called."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from oyez.domain.errors import NotAllowed, say


@dataclass(frozen=True, slots=True)
class Limits:
    """For an urgent item until a person has read it, and for any other until it is dealt with."""

    urgent: timedelta = timedelta(minutes=5)
    other: timedelta = timedelta(hours=24)


USUAL: Final = Limits()
SHORTEST, LONGEST = timedelta(minutes=1), timedelta(days=14)


def limits_of(urgent_minutes: int, other_minutes: int) -> Limits:
    """Limits in minutes; NotAllowed for what is too short, too long, or in the wrong order."""
    found = Limits(timedelta(minutes=urgent_minutes), timedelta(minutes=other_minutes))
    for name, span in (("urgent_minutes", found.urgent), ("other_minutes", found.other)):
        if not SHORTEST <= span <= LONGEST:
            raise NotAllowed(say("Write minutes from 1 to 20160, which are two weeks."), name)
    if found.urgent > found.other:
        raise NotAllowed(say("What is urgent cannot wait longer than the rest."), "urgent_minutes")
    return found


def overdue_since(
    limits: Limits, *, urgent: bool, waits_since: datetime, read_at: datetime | None, now: datetime
) -> datetime | None:
    """When its time was over, or None while it has time."""
    limit = limits.urgent if urgent and read_at is None else limits.other
    due = waits_since + limit
    return due if due <= now else None
