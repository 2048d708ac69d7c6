"""Labelling by people: whose turn it is, which word counts, and what two people's words come to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from oyez.domain.inbox.labels import KEYS, Label

CANNOT_TELL: Final = "cannot_tell"
WORDS: Final = (*(label.value for label in Label), CANNOT_TELL)
WORD_KEYS: Final = {**{label.value: key for label, key in KEYS.items()}, CANNOT_TELL: "0"}


class Turn(IntEnum):
    """Who speaks: the first, the second without seeing the first, the third where they differ."""

    FIRST = 1
    SECOND = 2
    THIRD = 3


@dataclass(frozen=True, slots=True)
class Said:
    """What one person said about one thing."""

    person: int
    label: str
    abusive: bool = False
    warning: bool = False

    @property
    def words(self) -> tuple[str, bool, bool]:
        """What has to be the same for two people to agree."""
        return self.label, self.abusive, self.warning


def turn_for(person: int, said: Mapping[Turn, Said], *, twice: bool) -> Turn | None:
    """Whose turn it would be if this person came, or None where there is nothing for them."""
    if any(one.person == person for one in said.values()):
        return None
    if Turn.FIRST not in said:
        return Turn.FIRST
    if not twice:
        return None
    if Turn.SECOND not in said:
        return Turn.SECOND
    if Turn.THIRD not in said and said[Turn.FIRST].words != said[Turn.SECOND].words:
        return Turn.THIRD
    return None


def settled(said: Mapping[Turn, Said], *, twice: bool) -> Said | None:
    """The word that counts: the third's, else what both say, else the only one; None while open."""
    first, second = said.get(Turn.FIRST), said.get(Turn.SECOND)
    if Turn.THIRD in said:
        return said[Turn.THIRD]
    if first is None or (twice and second is None):
        return None
    if second is not None and first.words != second.words:
        return None
    return first


def pairs(things: Sequence[Mapping[Turn, Said]]) -> list[tuple[Said, Said]]:
    """What first and second said where both have spoken."""
    both = (Turn.FIRST, Turn.SECOND)
    return [(one[both[0]], one[both[1]]) for one in things if all(turn in one for turn in both)]
