"""Days, weeks and months of a calendar, and what would come too close together in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

CLOSE = timedelta(minutes=10)
LISTED = 30
EARLIEST, LATEST = date(2000, 1, 1), date(2199, 12, 31)


class View(StrEnum):
    """How much of a calendar is shown at once."""

    MONTH = "month"
    WEEK = "week"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days that are shown; `before` and `after` are days of the stretches beside it."""

    days: tuple[date, ...]
    before: date
    after: date

    @property
    def weeks(self) -> list[tuple[date, ...]]:
        """The days, seven by seven."""
        return [self.days[place : place + 7] for place in range(0, len(self.days), 7)]


@dataclass(frozen=True, slots=True)
class Planned:
    """Something that will go out at a time on some channels."""

    key: str
    at: datetime
    channels: frozenset[int]


def stretch(view: View, day: date) -> Stretch:
    """What a view shows around a day: whole weeks of its month, its week, or a list from it on."""
    day = min(max(day, EARLIEST), LATEST)
    if view is View.LIST:
        return Stretch(_days(day, LISTED), day - timedelta(LISTED), day + timedelta(LISTED))
    if view is View.WEEK:
        monday = _monday(day)
        return Stretch(_days(monday, 7), monday - timedelta(7), monday + timedelta(7))
    first = day.replace(day=1)
    after = (first + timedelta(31)).replace(day=1)
    begin = _monday(first)
    weeks = ((after - timedelta(1)) - begin).days // 7 + 1
    return Stretch(_days(begin, 7 * weeks), first - timedelta(1), after)


def clashes(planned: Iterable[Planned]) -> dict[str, list[str]]:
    """What comes within ten minutes of something else on the same channel, and of what."""
    rows: Sequence[Planned] = sorted(planned, key=lambda one: (one.at, one.key))
    found: dict[str, list[str]] = {}
    for place, one in enumerate(rows):
        for other in rows[place + 1 :]:
            if other.at - one.at >= CLOSE:
                break
            if one.channels & other.channels:
                found.setdefault(one.key, []).append(other.key)
                found.setdefault(other.key, []).append(one.key)
    return found


def _monday(day: date) -> date:
    return day - timedelta(day.weekday())


def _days(begin: date, count: int) -> tuple[date, ...]:
    return tuple(begin + timedelta(number) for number in range(count))
