"""Times such as the median until an answer: no model, only what lies where in the row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, comb, sqrt
from statistics import NormalDist
from typing import Final

from oyez.domain.review.quantile import LEVEL

EXACT: Final = 500  # above this the normal distribution stands for the binomial one


@dataclass(frozen=True, slots=True)
class Ordered:
    """The value that `share` of `many` do not exceed, with the 95 % interval of its rank.

    An end of it is None where so few cannot tell it.
    """

    share: float
    value: float
    low: float | None
    high: float | None
    many: int

    def __post_init__(self) -> None:
        below = self.low is None or self.low <= self.value
        above = self.high is None or self.value <= self.high
        if not (below and above):
            raise ValueError("a value lies in its interval")


def ordered(values: Sequence[float], share: float = 0.5) -> Ordered | None:
    """The quantile of these values; None where there are none."""
    many = len(values)
    if not many:
        return None
    row = sorted(values)
    place = max(1, ceil(share * many))
    under, over = _ranks(many, share)
    low = row[min(under, place) - 1] if under else None
    high = row[max(over, place) - 1] if over <= many else None
    return Ordered(share, row[place - 1], low, high, many)


def _ranks(many: int, share: float) -> tuple[int, int]:
    """Two ranks between which the true quantile lies in 95 of 100 cases; 0 or beyond: none does."""
    tail = (1 - LEVEL) / 2
    if many > EXACT:
        half = NormalDist().inv_cdf(1 - tail) * sqrt(many * share * (1 - share))
        return max(0, int(many * share - half)), ceil(many * share + half) + 1
    below, under, over = 0.0, 0, many + 1
    for rank in range(many + 1):  # below: the chance that fewer than `rank` lie under it
        if below <= tail:
            under = rank
        if below >= 1 - tail:
            over = rank
            break
        below += comb(many, rank) * share**rank * (1 - share) ** (many - rank)
    return under, over
