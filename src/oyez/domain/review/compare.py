"""Whether two channels or periods differ: never read off two intervals by eye."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import sqrt
from statistics import NormalDist
from typing import Final

from oyez.domain.review.estimate import Estimate, decidable
from oyez.domain.review.quantile import LEVEL, NORMAL, quantile

NO_EVIDENCE: Final = "no evidence of a difference"


@dataclass(frozen=True, slots=True)
class Difference:
    """How much higher the first share is than the second, from -1 to 1.

    `chance` is how often so great a difference would be seen if there were none (the p-value);
    `decidable` says whether both shares may be cited.
    """

    value: float
    low: float
    high: float
    chance: float
    decidable: bool

    @property
    def differs(self) -> bool:
        """Whether there is evidence that one share is higher."""
        return self.decidable and self.chance < 1 - LEVEL


def difference(first: Estimate, second: Estimate) -> Difference:
    """The difference of two independent shares, from their intervals (Newcombe 1998, method 10).

    Each side takes what of the two intervals lies on it, so it stays sound near 0 and 1.
    """
    return _at(first, second, LEVEL)


def holm(pairs: Sequence[tuple[Estimate, Estimate]]) -> list[Difference]:
    """Differences of several pairs, so corrected that in 95 of 100 cases none is claimed falsely.

    Holm's step-down (1979): the clearest must stand the strictest test, and who fails ends it.
    Chances are raised accordingly, and intervals are those of the level that was asked of them.
    """
    plain = [difference(first, second) for first, second in pairs]
    order = sorted(range(len(pairs)), key=lambda place: plain[place].chance)
    found = list(plain)
    raised, times, failed = 0.0, len(pairs), False
    for rank, place in enumerate(order):
        times = times if failed else len(pairs) - rank
        raised = max(raised, min(1.0, plain[place].chance * (len(pairs) - rank)))
        failed = failed or raised >= 1 - LEVEL
        found[place] = replace(_at(*pairs[place], 1 - (1 - LEVEL) / times), chance=raised)
    return found


def _at(first: Estimate, second: Estimate, level: float) -> Difference:
    value = first.value - second.value
    down = sqrt((first.value - first.low) ** 2 + (second.high - second.value) ** 2)
    up = sqrt((first.high - first.value) ** 2 + (second.value - second.low) ** 2)
    wider = quantile(NORMAL, level) / quantile(NORMAL)
    return Difference(
        value,
        max(-1.0, value - wider * down),
        min(1.0, value + wider * up),
        _chance(value, down if value > 0 else up),
        decidable(first) and decidable(second),
    )


def _chance(value: float, half: float) -> float:
    """How often so much is seen without a difference; exactly at the level where 0 is the end."""
    if not half:
        return 0.0 if value else 1.0
    return 2 * (1 - NormalDist().cdf(abs(value) / half * quantile(NORMAL)))


def say(found: Difference) -> str:
    """The difference in words; that nothing was found is an answer too."""
    if not found.differs:
        return NO_EVIDENCE
    return "higher" if found.value > 0 else "lower"
