"""Dates of birth."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from oyez.domain.screening.calendar import Written, dates
from oyez.domain.screening.reading import Reading
from oyez.domain.screening.shapes import Draft, Finding, Kind, Level, span
from oyez.domain.screening.words import found

BORN: Final = re.compile(
    r"(?:\bborn(?:\s+on)?(?:\s+the)?|\bdate of birth(?:\s+is)?|\bd\.?\s?o\.?\s?b\.?|"
    r"\bbirth ?da(?:y|te)(?:\s+is)?(?:\s+on)?|"
    r"\bgeb(?:oren|\.)?(?:\s+am)?(?:\s+dem)?|\bgeburts(?:datum|tag)(?:\s+ist)?(?:\s+der|\s+am)?|"
    r"\bnée?(?:\(e\)|·e)?\s+le|\bdate de naissance|\bddn|(?<!\w)\*)"
    r"\s*[:=,]?\s*[(\[]?\s*(?:[a-zäöüéû]+,\s*)?(?:the\s+|den\s+|le\s+)?$"
)
BORN_AFTER: Final = re.compile(r"\s*(?:in \w+\s+)?geborene?[nrms]?\b")
BESIDE: Final = re.compile(r"[\s,]*\(?\s*(?:\*\s*)?$")
WIDTH: Final = 120


def birthdates(reading: Reading, draft: Draft, named: Sequence[Finding]) -> Iterator[Finding]:
    """A finding for every date of birth; with a name beside it nobody may pass it."""
    names = [one for one in named if one.start is not None and one.end is not None]
    for written in dates(reading, draft.lang):
        if written.year is None or not _is_birth(reading, written, names):
            continue
        beside = any(abs((one.start or 0) - written.start) < WIDTH for one in names)
        level = Level.BLOCK if beside and draft.kind is not Kind.MISSING else Level.ASK
        where = span(reading.text, written.start, written.end)
        yield found("personal_data:birthdate", where, level)


def _is_birth(reading: Reading, written: Written, names: Sequence[Finding]) -> bool:
    if BORN_AFTER.match(reading.low, written.end):
        return True
    if BORN.search(reading.low[max(0, written.start - 40) : written.start]):
        return True
    bracketed = reading.text[written.start - 1 : written.start] in ("(", "*")
    old = written.year is not None and written.year < 2015
    return (
        bracketed
        and old
        and any(BESIDE.fullmatch(reading.low[one.end or 0 : written.start]) for one in names)
    )
