"""Names of private persons, told from given names and from the words around a name.

No model is used: a name is a run of capitalised words that begins with a known given name, or
that follows a word such as “witness”, or that an age follows. Officers and places go free.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from oyez.domain.screening.name_roles import holds_office, missed
from oyez.domain.screening.name_rules import is_person, private
from oyez.domain.screening.name_runs import Named, runs
from oyez.domain.screening.reading import Reading
from oyez.domain.screening.shapes import Draft, Finding, Kind, Level, span
from oyez.domain.screening.words import found

MISSING: Final = re.compile(
    r"\bmissing (?:person|man|woman|boy|girl|teen|from|since|\d)|\bvermisst|\bdisparue?s?\b|"
    r"\bdisparition|\bfound safe"
)


def names(reading: Reading, draft: Draft) -> Iterator[Finding]:
    """A finding for every name of a private person."""
    free: set[str] = set()
    taken: list[Named] = []
    office_end = -1
    for named in runs(reading):
        listed = _listed(reading, office_end, named.start)
        if (listed or holds_office(reading, named.first, named.end)) and not private(named.cue):
            free |= {word.low for word in named.words[-1:]}
            office_end = named.end
        elif is_person(reading, draft, named):
            taken.append(named)
    for named in taken:
        level = _level(reading, draft, named)
        if level and (private(named.cue) or _surname(named) not in free):
            yield found("personal_data:name", span(reading.text, named.start, named.end), level)


def _surname(named: Named) -> str:
    return named.words[-1].low.removesuffix("'s").removesuffix("’s")


def _listed(reading: Reading, office_end: int, start: int) -> bool:
    """A further name in a list that began with an officer: `PCs A B and C D`."""
    between = reading.low[office_end:start] if 0 <= office_end < start else "no"
    return re.fullmatch(r"\s*(?:,|&|and|und|et|sowie)\s*(?:and|und|et)?\s*", between) is not None


def _level(reading: Reading, draft: Draft, named: Named) -> Level | None:
    """Whoever is missed is named on purpose; everybody else in the notice is not."""
    if not missed(named.cue):
        return Level.ASK
    if draft.kind is Kind.MISSING:
        return None
    speaks = draft.kind in (Kind.APPEAL, Kind.NEWS, Kind.CORRECTION)
    return Level.INFO if speaks and MISSING.search(reading.low) else Level.ASK
