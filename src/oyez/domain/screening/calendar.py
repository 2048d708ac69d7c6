"""Dates as people write them in English, German and French."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from oyez.domain.screening.reading import Reading
from oyez.domain.screening.shapes import languages

_MONTHS: Final = (
    "january|jan|januar|jänner|janvier|janv",
    "february|feb|februar|februari|février|fevrier|févr",
    "march|mar|märz|maerz|mrz|mär|mars",
    "april|apr|avril|avr",
    "may|mai",
    "june|jun|juni|juin",
    "july|jul|juli|juillet|juil",
    "august|aug|août|aout",
    "september|sept|sep|septembre",
    "october|oct|oktober|okt|octobre",
    "november|nov|novembre",
    "december|dec|dezember|dez|décembre|decembre|déc",
)
_WEEKDAYS: Final = (
    "monday|mon|montag|mo|lundi|lun",
    "tuesday|tues|tue|dienstag|di|mardi|mar",
    "wednesday|wed|mittwoch|mi|mercredi|mer",
    "thursday|thurs|thur|thu|donnerstag|do|jeudi|jeu",
    "friday|fri|freitag|fr|vendredi|ven",
    "saturday|sat|samstag|sonnabend|sa|samedi|sam",
    "sunday|sun|sonntag|so|dimanche|dim",
)


def _numbered(rows: tuple[str, ...]) -> dict[str, int]:
    return {word: number for number, row in enumerate(rows) for word in row.split("|")}


MONTHS: Final = {word: number + 1 for word, number in _numbered(_MONTHS).items()}
WEEKDAYS: Final = _numbered(_WEEKDAYS)
_MONTH: Final = "|".join(sorted(MONTHS, key=len, reverse=True))
_WEEKDAY: Final = "|".join(sorted(WEEKDAYS, key=len, reverse=True))
_YEAR: Final = r"(?P<year>(?:19|20)\d\d)"
_DAY_NAME: Final = rf"(?:(?P<weekday>{_WEEKDAY})\b[.,]?\s*(?:,?\s*(?:the|den|dem|le|am)\s+)?)?"
WORDED: Final = re.compile(
    rf"(?<![\w.]){_DAY_NAME}(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|\.)?\s*(?:of\s+|de\s+)?"
    rf"(?P<month>{_MONTH})\b\.?,?(?:\s*(?:of\s+)?{_YEAR}\b)?"
)
MONTH_FIRST: Final = re.compile(
    rf"(?<!\w){_DAY_NAME}(?P<month>{_MONTH})\.?\s+(?:the\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b"
    rf"(?![:.]\d|\s*(?:am|pm|uhr|h\b))(?:,?\s+{_YEAR}\b)?"
)
NUMERIC: Final = re.compile(
    rf"(?<![\w./:-]){_DAY_NAME}(?P<day>\d{{1,2}})(?P<mark>[./-])\s?(?P<month>\d{{1,2}})(?P=mark)\s?"
    r"(?P<year>(?:19|20)?\d\d)(?![\w/-]|[.,]\d)"
)
NO_YEAR: Final = re.compile(
    rf"(?<![\w./:-]){_DAY_NAME}(?P<day>\d{{1,2}})\.\s?(?P<month>\d{{1,2}})\.(?!\d|\s?\d{{4}})"
)
SLASHED: Final = re.compile(
    rf"(?<![\w./:-])(?:(?P<weekday>{_WEEKDAY})\b[.,]?\s*|(?:on|until|by|from|le|du|au)\s+)"
    r"(?P<day>\d{1,2})/(?P<month>\d{1,2})(?![\w/])"
)
ISO: Final = re.compile(r"(?<![\w-])(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?![\w-])")
HALF_A_YEAR: Final = timedelta(days=183)


@dataclass(frozen=True, slots=True)
class Written:
    """A date where it stands. `year` and `weekday` (0 is Monday) are None where none is written."""

    start: int
    end: int
    day: int
    month: int
    year: int | None = None
    weekday: int | None = None


def dates(reading: Reading, lang: str) -> Iterator[Written]:
    """Every date in the order of the text, each place once."""
    forms = [WORDED, NUMERIC, ISO, MONTH_FIRST, SLASHED]
    if "de" in languages(lang):
        forms.insert(2, NO_YEAR)
    found: dict[int, Written] = {}
    taken: set[int] = set()
    for form in forms:
        for match in form.finditer(reading.low):
            written = _written(match)
            if written and not taken & set(range(written.start, written.end)):
                taken |= set(range(written.start, written.end))
                found[written.start] = written
    return (found[start] for start in sorted(found))


def _written(match: re.Match[str]) -> Written | None:
    parts = match.groupdict()
    day = int(parts["day"])
    month = MONTHS.get(parts["month"]) or int(parts["month"])
    year = int(parts["year"]) if parts.get("year") else None
    if year is not None and year < 100:
        year += 2000 if year < 70 else 1900
    if day <= 12 < month <= 31:
        day, month = month, day
    if not (1 <= day <= 31 and 1 <= month <= 12) or _on(year or 2000, month, day) is None:
        return None
    named = parts.get("weekday")
    whole = match.group()
    kept = whole.rstrip(" ,.") if parts["month"] in MONTHS else whole
    start = match.start() + len(whole) - len(whole.lstrip())
    end = match.start() + len(kept)
    return Written(start, end, day, month, year, WEEKDAYS[named] if named else None)


def _on(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def resolve(written: Written, today: date) -> date | None:
    """The day that is meant. Without a year it is the nearest one, or the one whose weekday fits:
    the weekday of last year's date tells that last year's text was taken again.
    """
    if written.year is not None:
        return _on(written.year, written.month, written.day)
    years = [_on(today.year + step, written.month, written.day) for step in (0, 1, -1)]
    near = [day for day in years if day is not None]
    natural = min(near, key=lambda day: (day < today - HALF_A_YEAR, abs(day - today)), default=None)
    if natural is None or written.weekday in (None, natural.weekday()):
        return natural
    return next((day for day in near if day.weekday() == written.weekday), natural)
