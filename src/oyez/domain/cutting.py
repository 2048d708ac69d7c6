"""Where a text may be cut without breaking what it says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from oyez.domain.fitting import graphemes
from oyez.domain.links import link_spans

_CLOSERS: Final = r"\"'’”“»)\]」』"
_SENTENCE_END = re.compile(rf"[.!?…。！？]+[{_CLOSERS}]*(?=\s|$)|[。！？]+[{_CLOSERS}]*")
_PARAGRAPH = re.compile(r"(?<=[^\s:;,–-])(?=\n\n)")
_WORD_END = re.compile(r"(?<=\S)(?=\s)|(?<=[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff])")
_LAST_WORD = re.compile(r"\S+$")
_GAP = "[ \u00a0\u202f]"
_KEPT_TOGETHER = (
    # A number with what stands before it (A 38, No. 5, € 20) and the word it counts (50 km/h).
    re.compile(
        rf"(?:(?<!\w)(?:[A-Z]{{1,3}}|Nr\.|nr\.|No\.|no\.|n°|§+|Tel\.?:?|[€£$]){_GAP}?)?"
        rf"\+?\d(?:[\d.,:/()+–-]|{_GAP}(?=[\d(/–-]))*(?:{_GAP}?[^\s\d]+)?"
    ),
    re.compile(rf"(?<!\d)\d{{1,2}}\.{_GAP}[^\W\d]\w*"),  # a day and its month
    re.compile(r"[@#]\w[\w.@-]*"),
)
_ABBREVIATIONS: Final = frozenset(
    (
        *("abs.", "abt.", "approx.", "art.", "av.", "bd.", "bzw.", "ca.", "co.", "d.h.", "dept."),
        *("dr.", "e.g.", "etc.", "evtl.", "fr.", "geb.", "ggf.", "hr.", "i.e.", "inkl.", "insp."),
        *("jr.", "max.", "min.", "mio.", "mlle.", "mm.", "mme.", "mr.", "mrs.", "ms.", "no."),
        *("nr.", "ph.d.", "pol.", "prof.", "resp.", "sgt.", "st.", "std.", "str.", "tel."),
        *("u.a.", "u.k.", "u.s.", "usw.", "vgl.", "vs.", "z.b."),
    )
)


@dataclass(frozen=True, slots=True)
class Cut:
    """A place to cut; a soft cut ends inside a sentence and has to show it."""

    place: int
    soft: bool


def protected_spans(text: str) -> list[tuple[int, int]]:
    """Links, mentions, tags and numbers with their unit: never cut inside one."""
    spans = link_spans(text)
    for pattern in _KEPT_TOGETHER:
        spans.extend(found.span() for found in pattern.finditer(text))
    return spans


def sentence_cuts(text: str) -> list[Cut]:
    """The ends of sentences and paragraphs, first to last."""
    places = {found.end() for found in _SENTENCE_END.finditer(text) if _ends(text, found)}
    places.update(found.start() for found in _PARAGRAPH.finditer(text))
    return [Cut(place, soft=False) for place in _allowed(text, places)]


def word_cuts(text: str) -> list[Cut]:
    """The ends of words, first to last."""
    places = {found.start() for found in _WORD_END.finditer(text)}
    return [Cut(place, soft=True) for place in _allowed(text, places)]


def character_cuts(text: str) -> list[Cut]:
    """The ends of characters, for a single word longer than the room."""
    return [Cut(place, soft=True) for place in _allowed(text, _boundaries(text))]


def _ends(text: str, found: re.Match[str]) -> bool:
    """A point after an abbreviation, an initial or an ordinal number ends no sentence."""
    if not found.group().startswith(".") or len(found.group()) > 1:
        return True
    word = _LAST_WORD.search(text, max(0, found.start() - 40), found.start())
    if word is None:
        return False
    last = word.group().lstrip("(\"'„“«").lower()
    if last.isdigit():
        return len(last) > 2
    return last + "." not in _ABBREVIATIONS and (len(last) > 1 or not last.isalpha())


def _boundaries(text: str) -> set[int]:
    return set(accumulate(len(cluster) for cluster in graphemes(text)))


def _allowed(text: str, places: set[int]) -> Iterator[int]:
    broken = {inside for start, end in protected_spans(text) for inside in range(start + 1, end)}
    return iter(sorted((places & _boundaries(text)) - broken - {0, len(text)}))
