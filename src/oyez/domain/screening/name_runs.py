"""Runs of capitalised words in a text, and given names among them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from oyez.domain.screening.given_names import GIVEN
from oyez.domain.screening.name_roles import is_office, private_cue
from oyez.domain.screening.name_words import NEVER, PARTICLES, TITLES
from oyez.domain.screening.reading import Reading, Token

LONGEST: Final = 5


@dataclass(frozen=True, slots=True)
class Named:
    """A run of words that may be a name: its first word's number, its words, where it ends."""

    first: int
    words: tuple[Token, ...]
    cue: str

    @property
    def start(self) -> int:
        """Where it begins in the text."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Where it ends, without an English genitive."""
        last = self.words[-1]
        cut = 2 if last.low.endswith(("'s", "’s")) else 0
        return last.end - cut


def runs(reading: Reading) -> Iterator[Named]:
    """Every run of capitalised words that could be a name, in the order of the text."""
    number, tokens = 0, reading.tokens
    while number < len(tokens):
        token = tokens[number]
        if not _may_begin(token):
            number += 1
            continue
        cue, _ = private_cue(reading, number)
        words = _run(reading, number)
        if cue or given(token) or len(words) > 1:
            named = _tightest(reading, Named(number, words, cue))
            yield named
            number = named.first + (len(named.words) if given(named.words[0]) or cue else 1)
        else:
            number += 1


def _may_begin(token: Token) -> bool:
    if not token.capital or token.low in NEVER | TITLES or len(token.text) < 2:
        return False
    return not is_office(token.low)


def _tightest(reading: Reading, named: Named) -> Named:
    """A word before a given name, as in `Yesterday Sarah Collins`, is no part of the name."""
    if named.cue:
        return named
    for place, word in enumerate(named.words[:-1]):
        if given(word):
            first = named.first + place
            return Named(first, named.words[place:], private_cue(reading, first)[0])
    return named


def _run(reading: Reading, number: int) -> tuple[Token, ...]:
    tokens, last = reading.tokens, number
    while last + 1 < len(tokens) and last - number + 1 < LONGEST:
        ahead = last + 1
        if not _joined(reading, last):
            break
        if tokens[ahead].low in PARTICLES and not tokens[ahead].capital:
            ahead = _past_particles(reading, ahead)
        word = tokens[ahead]
        if not word.capital or word.low in NEVER or is_office(word.low):
            break
        last = ahead
    return tokens[number : last + 1]


def _past_particles(reading: Reading, ahead: int) -> int:
    tokens = reading.tokens
    while ahead + 1 < len(tokens) and tokens[ahead].low in PARTICLES and _joined(reading, ahead):
        ahead += 1
    return ahead


def _joined(reading: Reading, number: int) -> bool:
    gap, token = reading.gap(number), reading.tokens[number]
    if gap.startswith(".") and len(token.text) == 1:
        gap = gap[1:] or " "
    return gap in (" ", "\u00a0", "\u202f")


def given(token: Token) -> bool:
    """A given name, also a double one such as Hans-Peter."""
    word = token.low.removesuffix("'s").removesuffix("’s")
    return word in GIVEN or ("-" in word and all(part in GIVEN for part in word.split("-")))
