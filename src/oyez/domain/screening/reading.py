"""How rules read a text: its words with their places, and its sentences."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import Final

WORD: Final = re.compile(r"[^\W_]+(?:['’\-‑][^\W_]+)*")
ELIDED: Final = re.compile(r"(?:[dlnsjmt]|qu)['’](?=\w)|(?:[DLNSJMT]|Qu)['’](?=[a-zà-ÿœ])")
ABBREVIATED: Final = re.compile(
    r"(?:\b(?:mr|mrs|ms|dr|st|no|nr|str|prof|hr|fr|mme|mlle|me|ca|bzw|evtl|tel|tél|av|bd|geb|insp|"
    r"sgt|supt|cmdt|cpt|lt|col|gén|jan|feb|apr|jun|jul|aug|sept?|oct|okt|nov|dec|dez|vgl|inkl|"
    r"approx)"
    r"|\b[^\W\d_])\.$",
    re.IGNORECASE,
)
ORDINAL: Final = re.compile(
    r"(?:(?<=\b\d)|(?<=\b\d\d))\.(?=\s*(?:[a-zäöü(\d]|jan|feb|mär|apr|mai|jun|jul|aug|sep|okt|"
    r"nov|dez))",
    re.IGNORECASE,
)
END: Final = re.compile(r"[.!?…]+[\"”»’)\]]*(?=\s)|\n+")
SPACE: Final = " \t\u00a0\u202f"


@dataclass(frozen=True, slots=True)
class Token:
    """A word, where it stands, and the same in small letters."""

    text: str
    start: int
    end: int
    low: str

    @property
    def capital(self) -> bool:
        """Begins with a capital letter."""
        return self.text[0].isupper()


@dataclass(frozen=True)
class Reading:
    """A text that was taken apart once for all rules."""

    text: str

    @cached_property
    def low(self) -> str:
        """The text in small letters, each at the same place as before."""
        low = self.text.lower()
        if len(low) == len(self.text):
            return low
        return "".join(one if len(one.lower()) > 1 else one.lower() for one in self.text)

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Every word; d’ and l’ are no part of the word that follows."""
        found = []
        for match in WORD.finditer(self.text):
            start, word = match.start(), match.group()
            elided = ELIDED.match(word)
            if elided:
                start, word = start + elided.end(), word[elided.end() :]
            found.append(Token(word, start, match.end(), self.low[start : match.end()]))
        return tuple(found)

    @cached_property
    def _ends(self) -> list[int]:
        return [m.end() for m in END.finditer(self.text) if self._ends_here(m)]

    def _ends_here(self, mark: re.Match[str]) -> bool:
        if mark.group()[0] != ".":
            return True
        if ORDINAL.match(self.low, mark.start()):
            return False
        return not ABBREVIATED.search(self.text, max(0, mark.start() - 8), mark.start() + 1)

    def sentence(self, place: int) -> tuple[int, int]:
        """Start and end of the sentence, or of the line, in which a place stands."""
        number = bisect_right(self._ends, place)
        start = self._ends[number - 1] if number else 0
        end = self._ends[number] if number < len(self._ends) else len(self.text)
        return start, end

    def around(self, start: int, end: int, width: int) -> str:
        """The sentence in small letters, at most so many characters before and after a place."""
        first, last = self.sentence(start)
        return self.low[max(first, start - width) : min(max(last, end), end + width)]

    def before(self, place: int, width: int = 60) -> str:
        """What stands before a place in its sentence, in small letters."""
        return self.low[max(self.sentence(place)[0], place - width) : place]

    def after(self, place: int, width: int = 60) -> str:
        """What stands after a place in its sentence, in small letters."""
        last = self.sentence(max(0, place - 1))[1]
        return self.low[place : min(max(last, place), place + width)]

    def gap(self, number: int) -> str:
        """What stands between a word and the next."""
        return self.text[self.tokens[number].end : self.tokens[number + 1].start]
