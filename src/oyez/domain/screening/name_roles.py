"""Who a name belongs to, told from the words beside it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from oyez.domain.screening.name_cues import MISSED, OFFICE, PLACE_BEFORE, PRIVATE
from oyez.domain.screening.name_words import CONNECTS, TITLES
from oyez.domain.screening.reading import Reading
from oyez.domain.screening.surnames import SURNAMES

DEGREES: Final = frozenset({"dr", "prof", "med"})
# `Appel à témoins : Marie Petit`: the one who is missed, not a witness.
HEADINGS: Final = frozenset({"témoins", "zeugen", "witnesses"})
FARTHEST: Final = 9
CALLED: Final = re.compile(
    r"\d+|\w{3,}(?:al|ale|aux|el|elle|ique|aire|ien|ienne|oint|ointe|ué|uée)"
)
LOOSE: Final = re.compile(r"[\s,:\"„“”«»'‘’(\[–—-]*")
TIGHT: Final = re.compile(r"[\s,:()/&.–-]*(?:[ld][’'])?")
HERE: Final = (
    r"(?:(?:the|our|your|new|a|an|der|die|das|unsere?r?|neue[rn]?|le|la|notre|nouveau|nouvelle|"
    r"acting|deputy|interim|senior|local|stellvertretende[rn]?|leitende[rn]?|erste[rn]?)\s+|l[’'])*"
)
OFFICE_AFTER: Final = re.compile(
    rf"\s*(?:,|\(|–|-|—|\n|:|is\s|ist\s|est\s|,?\s*who\sis\s)\s*{HERE}(?:[\w-]+\s+){{0,3}}?"
    rf"(?:{OFFICE.pattern})\b"
)
HOUSE_AFTER: Final = re.compile(
    r"\s*,?\s*(?:\(|of|from|at|with|von|vom|bei|de|du|des)\s*(?:(?:the|der|dem|la|l[’'])\s*)?"
    r"(?:[\w’'-]+\s+){0,5}?"
    r"(?:police|polizei\w*|constabulary|gendarmerie|unit|fire|feuerwehr|staatsanwaltschaft|parquet|"
    r"team|inspektion\w*|kommissariat\w*|council|pressestelle|mairie|ministry|ministerium|force|"
    r"preventions?\w*|commissariat|brigade|squad|präventions\w*)\b"
)
PRESS: Final = re.compile(
    r"rückfragen|presse(?:stelle|kontakt|anfragen)|media (?:contact|enquir)|press (?:contact|"
    r"office)|contacts? presse|service de presse|ansprechpartner|^\s*(?:kontakt|contact)\b"
)


@lru_cache(maxsize=4096)
def _is(pattern: re.Pattern[str], words: str) -> bool:
    return pattern.fullmatch(words.replace("'", "").replace("’", "")) is not None or (
        pattern.fullmatch(words) is not None
    )


def private_cue(reading: Reading, number: int) -> tuple[str, int]:
    """The word right before a name that makes its bearer a private person, and its place."""
    last = number - 1
    while last > 0 and reading.tokens[last].low in DEGREES:
        last -= 1
    if last < 0 or not _touches(reading, last, LOOSE):
        return "", -1
    if reading.tokens[last].low in HEADINGS and ":" in reading.gap(last):
        return "", -1
    for first in range(last, max(-1, last - 4), -1):
        words = " ".join(token.low for token in reading.tokens[first : last + 1])
        if _is(PRIVATE, words):
            return words, first
    return "", -1


def is_office(word: str) -> bool:
    """Whether a single word is a rank or an office, and no family name."""
    return _is(OFFICE, word) and word not in SURNAMES


def missed(cue: str) -> bool:
    """Whether a cue in a missing-person notice speaks of the one who is missed."""
    return not cue or _is(MISSED, cue)


def _touches(reading: Reading, number: int, allowed: re.Pattern[str]) -> bool:
    gap, token = reading.gap(number), reading.tokens[number]
    if gap.startswith(".") and len(token.text) <= 5:
        gap = gap[1:]
    return allowed.fullmatch(gap) is not None


def holds_office(reading: Reading, first: int, end: int) -> bool:
    """Whether an officer, or somebody else who is named in an office, bears the name.

    `first` is the number of the name's first word, `end` the place in the text where it ends.
    """
    if _office_before(reading, first):
        return True
    after = reading.low[end : end + 90]
    if OFFICE_AFTER.match(after) or HOUSE_AFTER.match(after):
        return True
    start = reading.tokens[first].start
    return PRESS.search(reading.low[max(0, start - 160) : start]) is not None


def _office_before(reading: Reading, first: int) -> bool:
    for number in range(first - 1, max(-1, first - 1 - FARTHEST), -1):
        if not _touches(reading, number, TIGHT):
            return False
        token = reading.tokens[number]
        if _is(OFFICE, token.low) or _two(reading, number):
            return True
        connects = token.low in CONNECTS | TITLES or CALLED.fullmatch(token.low)
        if not connects and not token.capital:
            return False
        if _is(PRIVATE, token.low) and token.low not in TITLES:
            return False
    return False


def _two(reading: Reading, number: int) -> bool:
    words = [token.low for token in reading.tokens[max(0, number - 3) : number + 1]]
    return any(_is(OFFICE, " ".join(words[start:])) for start in range(len(words) - 1))


def in_a_place(reading: Reading, first: int) -> bool:
    """Whether the name is that of a street, a school, a storm: `rue du Docteur X`, `Storm X`."""
    for number in range(first - 1, max(-1, first - 5), -1):
        if not _touches(reading, number, re.compile(r"[\s\"„“«’'.-]*")):
            return False
        token = reading.tokens[number]
        if _is(PLACE_BEFORE, token.low):
            return True
        if token.low not in ("de", "du", "des", "la", "le", "l", "the", "général", "docteur",
                             "président", "maréchal", "abbé", "dr", "pasteur", "capitaine",
                             "commandant", "colonel", "roi", "reine", "prince"):  # fmt: skip
            return False
    return False
