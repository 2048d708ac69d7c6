"""Announcements of what is already over: the date was mistyped, or last year's text taken again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Final

from oyez.domain.screening.calendar import Written, dates, resolve
from oyez.domain.screening.reading import Reading
from oyez.domain.screening.shapes import Context, Draft, Finding, Kind, span
from oyez.domain.screening.words import found

COMING: Final = re.compile(
    r"\b(?:will|shall|join us|come along|come and|come to|invit\w+|upcoming|takes? place|"
    r"taking place|is due|are due|due to|scheduled|planned|starts|begins|opens|don't miss|see you|"
    r"register|sign up|book|rsvp|save the date|apply by|applications? close|closing date|deadline|"
    r"expected|forecast|is set to|going to|we are holding|is being held|wird|werden|findet|finden|"
    r"laden\w* \w*\s?ein|lädt|einladung|kommen sie|startet|beginnt|geplant|anmeld\w+|erwartet|"
    r"vormerken|voraussichtlich|besuchen sie|bewerbungs\w+|bewerben|treffen wir|öffnet|angekündigt|"
    r"freuen uns auf|termin|aura lieu|auront lieu|sera|seront|se tiendra|se déroulera|"
    r"se dérouleront|rendez-vous|rejoignez|venez|invit\w+|prévue?s?|inscri\w+|débutera|commencera|"
    r"commence|ouvrira|participez|à venir|vous attend\w*|date limite|postulez|candidat\w+|va|"
    r"vont)\b"
)
OPEN_END: Final = re.compile(
    r"\b(?:until|till|by|up to|through|before|from|starting|as of|bis(?: zum)?|bis einschließlich|"
    r"ab(?: dem)?|jusqu[’']au|avant le|à partir du|à compter du|"
    r"dès le)\s*(?:\w+,?\s+)?(?:(?:noon|midnight|"
    r"\d[\d.:]*\s?(?:am|pm|h|uhr)?)\s*(?:on\s+|am\s+|le\s+)?)?(?:the\s+|dem\s+|"
    r"den\s+)?$"
)
OVER: Final = re.compile(
    r"\b(?:was|were|had|took place|happened|occurred|since|last|ago|yesterday|thanks?|thank you|"
    r"attended|founded|launched|collided|collision|crash(?:ed)?|died|anniversary|originally|"
    r"postponed|rescheduled|instead of|previously|initially|stolen|reported|following|in memory|"
    r"born|witness\w*|war|waren|wurde|wurden|hatte|hatten|fand|fanden|seit|letzte[nrs]?|"
    r"vergangene[nrs]?|gestern|ereignete\w*|kam es|gab es|kam|verunglück\w*|gegründet|danken|danke|"
    r"ursprünglich|verschoben|anstatt|anstelle|zeugen\w*|geboren|verstorben\w*|rückblick|gestohlen|"
    r"entwendet\w*|était|étaient|a été|ont été|a eu lieu|ont eu lieu|avait|avaient|depuis|dernier|"
    r"dernière|hier|il y a|s[’']est|se sont|suite à|merci|fondée?|initialement|au lieu|reportée?|"
    r"survenue?|témoins?|née?)\b"
)
RANGE: Final = re.compile(
    r"\s*(?:,?\s*\d{1,2}[:.h]?\d{0,2}\s*(?:uhr|h|am|pm)?)?\s*(?:to|until|till|through|and|bis|"
    r"und|au|et|&|[-–—])"
    r"\s*(?:and\s+including\s+|einschließlich\s+|zum\s+|den\s+|le\s+|the\s+)?"
)
TIMES: Final = re.compile(
    r"(?<![\d.])(\d{1,2})(?:[:.h](\d{2}))?\s*(uhr|h\b|heures|am\b|pm\b|a\.m\.|p\.m\.)?(?![\d/])"
)
TODAY: Final = re.compile(
    r"\b(?:today|tonight|this (?:morning|afternoon|evening)|heute|aujourd[’']hui|ce soir)\b"
)
ANNOUNCING: Final = frozenset({Kind.EVENT, Kind.ROAD, Kind.RECRUITMENT})
TELLING: Final = frozenset({Kind.APPEAL, Kind.MISSING})


def past_dates(reading: Reading, draft: Draft, context: Context) -> Iterator[Finding]:
    """A finding for every day that is announced as if it came, but is over."""
    now = context.now.astimezone(context.timezone)
    written = list(dates(reading, draft.lang))
    for number, one in enumerate(written):
        day = resolve(one, now.date())
        ahead = written[number + 1] if number + 1 < len(written) else None
        if day is None or not _announced(reading, draft, one.start, one.end):
            continue
        if _is_over(reading, one, day, now) and not _goes_on(reading, one, ahead, now.date()):
            yield found(
                "date:in_the_past", span(reading.text, one.start, one.end), day=day.isoformat()
            )
    yield from _earlier_today(reading, draft, now)


def _announced(reading: Reading, draft: Draft, start: int, end: int) -> bool:
    if draft.kind in TELLING:
        return False
    first, last = reading.sentence(start)
    sentence = reading.low[first : max(last, end)]
    if OVER.search(sentence):
        return False
    if draft.kind in ANNOUNCING:
        return True
    return COMING.search(sentence) is not None or OPEN_END.search(reading.before(start)) is not None


def _is_over(reading: Reading, one: Written, day: date, now: datetime) -> bool:
    if day != now.date():
        return day < now.date()
    latest = _latest(reading.after(one.end, 60))
    return latest is not None and latest < now.time()


def _goes_on(reading: Reading, one: Written, ahead: Written | None, today: date) -> bool:
    """Whether this is the first day of a stretch whose last day is still to come."""
    if ahead is None or not RANGE.fullmatch(reading.low[one.end : ahead.start]):
        return False
    last = resolve(ahead, today)
    return last is not None and last >= today


def _latest(text: str) -> time | None:
    """The latest time of day that a text names."""
    found_times = [one for match in TIMES.finditer(text) if (one := _time(match))]
    return max(found_times, default=None)


def _time(match: re.Match[str]) -> time | None:
    hour, minute, mark = int(match.group(1)), int(match.group(2) or 0), match.group(3) or ""
    if not match.group(2) and not mark:
        return None
    if mark.startswith("p") and hour < 12:
        hour += 12
    if hour == 24 and minute == 0:
        return time(23, 59)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _earlier_today(reading: Reading, draft: Draft, now: datetime) -> Iterator[Finding]:
    for match in TODAY.finditer(reading.low):
        start, end = match.span()
        if not _announced(reading, draft, start, end):
            continue
        first, last = reading.sentence(start)
        latest = _latest(reading.low[first:last])
        if latest is not None and latest < now.time():
            where = span(reading.text, start, end)
            yield found("date:in_the_past", where, day=now.date().isoformat())
