"""What one reply is worth as a warning, and what stands around it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from math import inf, log
from typing import Final

PRIOR: Final = 0.35  # the share of warnings among the texts from which the scorer has learnt
PLAIN: Final = 1.6  # from this log-likelihood ratio on a warning counts in full
CERTAIN: Final = 3.0  # and from this one on a little more, so that one more hint is enough
MOST: Final = 1.25
WEAK_WORTH: Final = 0.4  # what a hint is worth that makes its author a witness
# Days that an account must have existed, and what its word is worth; unknown counts in full,
# because most platforms do not tell.
CREDIT: Final = ((30.0, 1.0), (7.0, 0.6), (0.0, 0.3))
NEWCOMERS: Final = 1.0  # what all new accounts together are worth at most


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
    def strength(self) -> float:
        """What the words are worth, whoever says them: the log-likelihood ratio, 0 to `MOST`.

        Less than a hint is nothing: hundreds of ordinary replies must not add up to a warning.
        """
        found = inf if self.chance >= 1.0 else log_odds(self.chance) - log_odds(PRIOR)
        if found >= CERTAIN:
            return MOST
        ratio = min(found / PLAIN, 1.0)
        return ratio if ratio >= WEAK_WORTH else 0.0

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
        if not one.words or not one.strength:
            kept.append(one)
        elif one.words not in best:
            best[one.words] = one
    return sorted([*kept, *best.values()], key=lambda each: (each.at, each.item))
