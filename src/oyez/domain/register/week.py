"""The hours of a week in one line, as a spreadsheet holds them."""

from __future__ import annotations

from collections.abc import Mapping

from oyez.domain.errors import NotAllowed, say
from oyez.domain.inbox.hours import WEEKDAYS, hours_of


def kept(typed: Mapping[str, str]) -> dict[str, str]:
    """What people typed for each weekday, without empty days; NotAllowed names a wrong one."""
    hours_of(typed)
    days = {day: str(typed.get(day, "")).strip(" ,") for day in WEEKDAYS}
    return {day: words for day, words in days.items() if words}


def line(hours: Mapping[str, str]) -> str:
    """`mon 08:00-12:00, 13:00-16:00; tue 08:00-16:00`; nothing where no day has hours."""
    return "; ".join(f"{day} {hours[day]}" for day in WEEKDAYS if hours.get(day))


def days(text: str) -> dict[str, str]:
    """The same line read again; `always` is the whole week."""
    if text.strip().lower() == "always":
        return dict.fromkeys(WEEKDAYS, "00:00-24:00")
    typed: dict[str, str] = {}
    for part in filter(None, map(str.strip, text.split(";"))):
        day, _blank, spans = part.partition(" ")
        if day.lower() not in WEEKDAYS or day.lower() in typed:
            template = "Write hours like mon 08:00-12:00, 13:00-16:00; tue 08:00-16:00."
            raise NotAllowed(say(template), "hours")
        typed[day.lower()] = spans
    try:
        return kept(typed)
    except NotAllowed as error:
        raise NotAllowed(error.reason, "hours") from None
