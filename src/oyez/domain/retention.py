"""How long a record is kept, and what keeps it for longer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final


class Retention(StrEnum):
    """The class of a record. What citizens said is kept as long as the inbox keeps it."""

    PERMANENT = "permanent"
    TEN_YEARS = "ten-years"
    THREE_YEARS = "three-years"
    REPLIES = "replies"


YEARS: Final = {Retention.TEN_YEARS: 10, Retention.THREE_YEARS: 3}


@dataclass(frozen=True, slots=True)
class Held:
    """A legal hold: until which day, NULL for until it is lifted, and whether it was lifted."""

    until: date | None
    lifted: bool = False

    def in_force(self, today: date) -> bool:
        """Whether it keeps anything now; its last day counts."""
        return not self.lifted and (self.until is None or self.until >= today)


def ends_at(retention: Retention, at: datetime, reply_days: int) -> datetime | None:
    """When a record of that time may be forgotten; None for never.

    Years end with the calendar year, as registries count: the tenth full year is kept whole.
    """
    if retention is Retention.PERMANENT:
        return None
    if retention is Retention.REPLIES:
        return at + timedelta(days=reply_days)
    return at.replace(
        year=at.year + YEARS[retention] + 1,
        month=1, day=1, hour=0, minute=0, second=0, microsecond=0,
    )  # fmt: skip


def may_forget(
    retention: Retention, at: datetime, holds: Iterable[Held], *, now: datetime, reply_days: int
) -> bool:
    """Whether its time is over and nothing holds it."""
    ends = ends_at(retention, at, reply_days)
    over = ends is not None and ends <= now
    return over and not any(one.in_force(now.date()) for one in holds)
