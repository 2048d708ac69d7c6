"""When people are there to read and answer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final

from oyez.domain.errors import NotAllowed, say

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SPAN: Final = re.compile(r"\s*(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})\s*")
AHEAD: Final = 8  # days in which every weekday comes once more
DAY_END: Final = 24 * 60


@dataclass(frozen=True, slots=True)
class Hours:
    """Spans of minutes after midnight for each of the seven days; none at all means never."""

    days: tuple[tuple[tuple[int, int], ...], ...] = ((),) * 7

    def staffed(self, local: datetime) -> bool:
        """Whether somebody is there at this local time."""
        minute = local.hour * 60 + local.minute
        return any(begin <= minute < end for begin, end in self.days[local.weekday()])

    def next_staffed(self, local: datetime) -> datetime | None:
        """The next local time at which somebody comes, or None where nobody ever does."""
        for ahead in range(AHEAD):
            day = local.date() + timedelta(days=ahead)
            for begin, _end in self.days[day.weekday()]:
                at = datetime.combine(day, time(begin // 60, begin % 60), local.tzinfo)
                if at > local:
                    return at
        return None


ALWAYS: Final = Hours((((0, DAY_END),),) * 7)


def hours_of(typed: Mapping[str, str]) -> Hours:
    """Hours as people type them for each weekday: `08:00-12:00, 13:00-16:30`, or nothing.

    NotAllowed names the day whose words are none.
    """
    return Hours(tuple(_day(name, typed.get(name, "")) for name in WEEKDAYS))


def _day(name: str, typed: str) -> tuple[tuple[int, int], ...]:
    spans: list[tuple[int, int]] = []
    for part in filter(str.strip, typed.split(",")):
        found = SPAN.fullmatch(part)
        begin, end = (_minutes(found, 1), _minutes(found, 3)) if found else (0, 0)
        if not 0 <= begin < end <= DAY_END or (spans and begin < spans[-1][1]):
            sentence = "Write times like 08:00-12:00, 13:00-16:30, one after the other."
            raise NotAllowed(say(sentence), name)
        spans.append((begin, end))
    return tuple(spans)


def _minutes(found: re.Match[str], group: int) -> int:
    hour, minute = int(found[group]), int(found[group + 1])
    return hour * 60 + minute if minute < 60 else -1
