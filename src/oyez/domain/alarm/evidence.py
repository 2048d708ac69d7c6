"""What one reply is worth as a warning, and what stands around it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from math import inf, log
from typing import Final

EVEN: Final = 0.42  # the scorer's chance that speaks neither for a warning nor against one
SLOPE: Final = 1.25  # how much surer a reply below a notice is than the scorer says
MOST: Final = 3.5  # the most that one person's words can say for a warning, and against one
LEAST: Final = -1.5
HINT: Final = 0.5  # from here on somebody warns
# Days that an account must have existed, and what its word is worth; unknown counts in full,
# because most platforms do not tell.
CREDIT: Final = ((30.0, 1.0), (7.0, 0.6), (0.0, 0.3))
NEWCOMERS: Final = 1.5  # what all new accounts together add at most


def log_odds(chance: float) -> float:
    """The logarithm of the odds; minus infinity for what is impossible."""
    return log(chance / (1 - chance)) if chance > 0 else -inf


@dataclass(frozen=True, slots=True)
class Said:
    """One reply as the alarm sees it.

    `chance` (0 to 1) is the scorer's, that it warns about the notice itself. `words` is equal for
    texts that are copies of each other. `days` is the age of the account, None where the platform
    does not tell.
    """

    item: int
    author: str
    at: datetime
    chance: float
    abusive: bool = False
    words: str = ""
    days: float | None = None

    @property
    def ratio(self) -> float:
        """What the words say for a warning or against one: a log-likelihood ratio."""
        found = inf if self.chance >= 1.0 else log_odds(self.chance) - log_odds(EVEN)
        return min(max(SLOPE * found, LEAST), MOST)

    @property
    def warns(self) -> bool:
        """Whether these are the words of a witness."""
        return self.ratio >= HINT

    @property
    def credit(self) -> float:
        """What the account's word is worth: 0 to 1."""
        if self.days is None:
            return 1.0
        return next((worth for days, worth in CREDIT if self.days >= days), CREDIT[-1][1])

    @property
    def new(self) -> bool:
        """Whether the account is too new to stand by itself."""
        return self.credit < 1.0


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known about the notice beside its replies.

    `usual` is the channel's usual number of replies a minute; `hit` says that our own look found
    something after the replies began.
    """

    link: bool = False
    repost: bool = False
    live: bool = False
    changed: bool = False
    hit: bool = False
    usual: float = 0.2

    @property
    def risky(self) -> bool:
        """Whether what the notice shows can turn bad without us."""
        return any((self.link, self.repost, self.live, self.changed))


def copies_folded(said: Iterable[Said]) -> list[Said]:
    """Without copies: of texts that are equal the one with the most credit, earliest first.

    What says nothing is kept, so that the number of replies stays true.
    """
    best: dict[str, Said] = {}
    kept: list[Said] = []
    for one in sorted(said, key=lambda each: (-each.credit, each.at, each.item)):
        if not one.words or not one.warns:
            kept.append(one)
        elif one.words not in best:
            best[one.words] = one
    return sorted([*kept, *best.values()], key=lambda each: (each.at, each.item))
