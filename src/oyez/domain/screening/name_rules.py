"""Which runs of capitalised words are private persons."""

from __future__ import annotations

import re
from typing import Final

from oyez.domain.screening.given_names import UNSURE
from oyez.domain.screening.name_roles import in_a_place
from oyez.domain.screening.name_runs import Named, given
from oyez.domain.screening.name_words import (
    BRANDS,
    NAMING,
    PERFORMS,
    PLACE_TAIL,
    TITLES,
    WORDLIKE,
)
from oyez.domain.screening.reading import Reading
from oyez.domain.screening.shapes import Draft, Kind
from oyez.domain.screening.surnames import SURNAMES

AGE: Final = re.compile(
    r"\s*(?:\(\s*\d{1,3}\s*(?:\)|jahre|ans|years|j\.)|,\s*(?:aged\s+|âgée?\s+de\s+)?\d{1,3}"
    r"\s*(?:,|jahre|ans\b|years|from\b|of\b|was\b|is\b|aus\b|wurde\b|\.|$)|\s*\(?aged\s+\d|"
    r"\s*âgée?\s+de)"
)
DONE_TO: Final = re.compile(
    r"\s+(?:(?:was|were|has\s+been|is|had\s+been)\s+(?:also\s+|then\s+|later\s+)?(?:arrested|"
    r"charged|detained|jailed|sentenced|convicted|cautioned|assaulted|attacked|injured|stabbed|"
    r"killed|robbed|raped|released|bailed|treated|pronounced|found\s+guilty|remanded|wanted|"
    r"taken\s+to\s+hospital)|(?:lives|told\s+officers|told\s+police|died|admitted|pleaded)\b|(?:a|"
    r"ont)\s+(?:été\s+)?(?:interpellée?|placée?|agressée?|blessée?|tuée?|mise?\s+en\s+examen|"
    r"condamnée?|volée?|arrêtée?|hospitalisée?|reconnu|porté\s+plainte|avoué)|est\s+(?:décédée?|"
    r"mise?\s+en\s+examen|soupçonnée?))"
)
PLACE_NEXT: Final = re.compile(
    r"\s+(?:pub|school|hospital|building|centre|stores?|shop|stadium|theatre|museum|concerts?|gig|"
    r"tour|festival|foundation|charity|estate|hotel|cup|trophy|memorial|gmbh|ag|ltd)\b"
)
PUBLIC: Final = frozenset({Kind.EVENT, Kind.ROAD, Kind.COMMUNITY, Kind.NEWS, Kind.WARNING})
ARTICLES: Final = re.compile(
    r"(?:eine?[rnm]?|die|der|den|dem|das|de[sr]|\w+(?:e|en|er|es)|zwei|drei|\d+)\W*$"
)
NEXT: Final = re.compile(r"[ \u00a0]([A-ZÄÖÜ][\w-]+)")
INITIAL: Final = re.compile(r"[^\W\d_]\.?")


def private(cue: str) -> bool:
    """Whether a cue says more than a title such as Mr does."""
    return bool(cue) and cue not in TITLES


def is_person(reading: Reading, draft: Draft, named: Named) -> bool:
    """Whether a private person bears this name."""
    if _place(reading, named):
        return False
    aged = AGE.match(reading.low, named.end) is not None
    if named.cue in TITLES:
        return _titled(reading, named)
    if private(named.cue):
        return _after_cue(reading, named) or (aged and len(named.words) > 1)
    if _plays(reading, draft, named) and not aged:
        return False
    return _known(named, aged=aged) or _unknown(reading, named, aged=aged)


def _known(named: Named, *, aged: bool) -> bool:
    """It begins with a given name."""
    if not given(named.words[0]):
        return False
    if len(named.words) == 1:
        return aged and named.words[0].low not in UNSURE
    if named.words[0].low not in UNSURE:
        return True
    return aged or named.words[1].low in SURNAMES


def _unknown(reading: Reading, named: Named, *, aged: bool) -> bool:
    """It begins with no given name we know, but only persons have an age or are arrested."""
    if len(named.words) < 2:
        return False
    if aged or DONE_TO.match(reading.low, named.end):
        return True
    return _family_name(reading, named)


def _family_name(reading: Reading, named: Named) -> bool:
    """A family name after a word that is no given name we know: `Shane Doherty`, `DUPONT Jean`."""
    first, last = named.words[0], named.words[-1]
    if len(named.words) == 2 and given(last) and first.text.isupper() and len(first.text) > 3:
        return first.low in SURNAMES or last.low not in UNSURE
    if last.low not in SURNAMES or last.low in WORDLIKE or len(named.words) > 3:
        return False
    opens = not reading.before(first.start, 3).strip()
    return not opens or not any(word.low in WORDLIKE for word in named.words)


def _titled(reading: Reading, named: Named) -> bool:
    """Mr, Frau, Mme: a name follows, unless the word is used for any man or woman."""
    word = named.words[0]
    if named.cue == "m" and reading.text[max(0, word.start - 3) : word.start].strip() != "M.":
        return False
    sure = given(word) or word.low in SURNAMES or named.words[-1].low in SURNAMES
    if named.cue in ("frau", "herr", "herrn"):
        before = reading.before(reading.tokens[named.first - 1].start, 24)
        return sure or not ARTICLES.search(before)
    return True


def _after_cue(reading: Reading, named: Named) -> bool:
    words = named.words
    sure = given(words[0]) or words[0].low in SURNAMES or words[-1].low in SURNAMES
    if len(words) == 1:
        return sure and words[0].low not in UNSURE and named.cue not in ("ask for", "called")
    if sure or INITIAL.fullmatch(words[-1].text):
        return True
    written = reading.tokens[named.first - 1]
    return named.cue in NAMING or (named.cue != "called" and not written.capital)


def _place(reading: Reading, named: Named) -> bool:
    lows = [word.low for word in named.words]
    if " ".join(lows[:2]) in BRANDS or in_a_place(reading, named.first):
        return True
    if any(PLACE_TAIL.fullmatch(low) for low in lows[1:]):
        return True
    ahead = NEXT.match(reading.text, named.end)
    if ahead and PLACE_TAIL.fullmatch(ahead.group(1).lower()):
        return True
    return PLACE_NEXT.match(reading.low, named.end) is not None


def _plays(reading: Reading, draft: Draft, named: Named) -> bool:
    """An artist whose concert is the reason for the notice."""
    around = reading.around(named.start, named.end, 40)
    return draft.kind in PUBLIC and PERFORMS.search(around) is not None
