"""Families of words from the lexicon: which a text has, and where.

The lexicon is plain text that an authority can read: `[family]`, then one entry a line. A word
may begin or end with `*`; `..` stands for up to three words between.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

LEXICON = Path(__file__).parent / "lexicon"
GAP = 3
REMEMBERED = 20_000  # words whose entries are kept at hand
_TOKEN = re.compile(r"\w+|<url>|@user|[^\w\s]")
_FOLD = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "œ": "oe", "æ": "ae"})
_SECTION = re.compile(r"^\[([a-z_]+)\]$")

Hits = dict[str, list[int]]
Rest = tuple[str, ...]


def tokens(text: str) -> list[str]:
    """Words and single signs, lower-cased, without accents."""
    folded = text.lower()
    if not folded.isascii():
        folded = unicodedata.normalize("NFD", folded.translate(_FOLD))
        folded = "".join([one for one in folded if not unicodedata.combining(one)])
    return _TOKEN.findall(folded)


class Families:
    """Entries of several families, found in one walk over the words of a text."""

    def __init__(self, entries: Iterable[tuple[str, str]]) -> None:
        self._whole: dict[str, list[tuple[str, Rest]]] = {}
        self._begins: dict[str, list[tuple[str, Rest]]] = {}
        self._ends: dict[str, list[tuple[str, Rest]]] = {}
        self._at_hand: dict[str, tuple[list[str], list[tuple[str, Rest]]]] = {}
        for family, entry in entries:
            first, *rest = (part if part == ".." else _pattern(part) for part in entry.split())
            table, word = self._place(first)
            table.setdefault(word, []).append((family, tuple(rest)))

    def _place(self, word: str) -> tuple[dict[str, list[tuple[str, Rest]]], str]:
        if word.endswith("*"):
            return self._begins, word[:-1]
        return (self._ends, word[1:]) if word.startswith("*") else (self._whole, word)

    def hits(self, words: Sequence[str]) -> Hits:
        """The places at which each family begins."""
        found: Hits = {}
        for place, word in enumerate(words):
            at_once, chains = self._at_hand.get(word) or self._starting(word)
            for family in at_once:
                found.setdefault(family, []).append(place)
            for family, rest in chains:
                if _follows(words, place + 1, rest):
                    found.setdefault(family, []).append(place)
        return found

    def _starting(self, word: str) -> tuple[list[str], list[tuple[str, Rest]]]:
        """The families a word is in by itself, and the entries it begins."""
        found = list(self._whole.get(word, ()))
        for length in range(2, len(word) + 1):
            found += self._begins.get(word[:length], ())
            found += self._ends.get(word[-length:], ())
        split = ([f for f, rest in found if not rest], [one for one in found if one[1]])
        if len(self._at_hand) >= REMEMBERED:
            self._at_hand.clear()
        self._at_hand[word] = split
        return split


def _pattern(part: str) -> str:
    star_before, star_after = part.startswith("*"), part.endswith("*")
    core = "".join(tokens(part.strip("*")))
    return f"{'*' * star_before}{core}{'*' * star_after}"


def _follows(words: Sequence[str], place: int, rest: Rest) -> bool:
    """Whether the rest of an entry stands from `place` on."""
    if not rest:
        return True
    if rest[0] == "..":
        return any(_follows(words, place + skipped, rest[1:]) for skipped in range(GAP + 1))
    if place >= len(words):
        return False
    word, pattern = words[place], rest[0]
    if word != pattern and ("*" not in pattern or not _same(word, pattern)):
        return False
    return len(rest) == 1 or _follows(words, place + 1, rest[1:])


def _same(word: str, pattern: str) -> bool:
    if pattern.endswith("*"):
        return word.startswith(pattern[:-1])
    return word.endswith(pattern[1:])


def read(text: str) -> dict[str, list[str]]:
    """The families of one lexicon file."""
    found: dict[str, list[str]] = {}
    family = ""
    for line in text.splitlines():
        entry = line.partition("# ")[0].strip()
        if match := _SECTION.match(entry):
            family = match[1]
        elif entry:
            found.setdefault(family, []).append(entry)
    return found


@cache
def _files() -> dict[str, dict[str, list[str]]]:
    paths = sorted(LEXICON.glob("*.txt"))
    return {path.stem: read(path.read_text(encoding="utf-8")) for path in paths}


@cache
def lexicon(lang: str) -> Families:
    """The families of a language; texts in no language of ours get those of all."""
    names = ["any", "en", "de", "fr"] if lang == "other" else ["any", lang]
    return Families(
        (family, entry)
        for name in names
        for family, listed in _files()[name].items()
        for entry in listed
    )


def families() -> list[str]:
    """Every family of every language, in order."""
    return sorted({family for listed in _files().values() for family in listed})


@cache
def digest() -> str:
    """A digest of all entries: another lexicon is another instrument."""
    return hashlib.blake2b(str(_files()).encode(), digest_size=16).hexdigest()
