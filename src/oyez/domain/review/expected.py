"""The intervals that a sample of some size would give, where what is true is known week by week.

Labels fall on the weeks as interactions do. What they would vary by is known then: by chance
inside each week, and by how much the weeks differ; the few weeks there are widen the second part.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final

from oyez.domain.review.estimate import Estimate, bounded
from oyez.domain.review.quantile import MANY, quantile

METHOD: Final = "expected of such a sample, clustered by week"
COUNTED: Final = "counted people"
FAR: Final = quantile(MANY + 1)


@dataclass(frozen=True, slots=True)
class Rate:
    """A figure a week, its 95 % interval, and the weeks in which it was counted."""

    value: float
    low: float
    high: float
    weeks: int


def share(weeks: Sequence[tuple[int, int]], labelled: int, cannot_tell: int = 0) -> Estimate | None:
    """The share from how many of each week are so, and of how many; None without labels.

    What nobody could tell may have been all one or all the other.
    """
    counted = [(yes, many) for yes, many in weeks if many]
    total = sum(many for _, many in counted)
    told = labelled - cannot_tell
    if not total or told < 1:
        return None
    value = sum(yes for yes, _ in counted) / total
    low, high = bounded(value, _worth(counted, value, told), FAR)
    dark = cannot_tell / labelled
    low, high = low * (1 - dark), high * (1 - dark) + dark
    return Estimate(value, min(low, value), max(high, value), labelled, total, METHOD)


def _worth(weeks: Sequence[tuple[int, int]], value: float, told: int) -> float:
    """How many independent labels the sample is worth."""
    total = sum(many for _, many in weeks)
    inside = sum(many / total * (yes / many) * (1 - yes / many) for yes, many in weeks)
    between = sum((many / total) ** 2 * (yes / many - value) ** 2 for yes, many in weeks)
    freedom = max(1, len(weeks) - 1)
    few = len(weeks) / freedom
    variance = few * (inside / told + between * (quantile(freedom) / FAR) ** 2)
    return min(float(told), value * (1 - value) / variance) if variance > 0 else float(told)


def part(value: float, people: int) -> Estimate | None:
    """A share that was counted among so many people."""
    if people < 1:
        return None
    low, high = bounded(value, people, FAR)
    return Estimate(value, low, high, people, people, COUNTED)


def rate(counts: Sequence[float]) -> Rate | None:
    """The mean a week; None where nothing was counted.

    A score interval for counts: wide enough for chance alone, wider where weeks differ by more.
    """
    many = len(counts)
    if not many:
        return None
    mean = sum(counts) / many
    freedom = max(1, many - 1)
    spread = sum((count - mean) ** 2 for count in counts) / freedom
    uneven = spread / mean if mean else 0.0
    far = quantile(freedom) if uneven > 1 else FAR
    size, square = many / max(1.0, uneven), far * far
    half = far * sqrt(mean / size + square / (4 * size * size))
    middle = mean + square / (2 * size)
    return Rate(mean, max(0.0, min(mean, middle - half)), max(mean, middle + half), many)


def product(one: Rate, other: Estimate) -> Rate:
    """A part of what happens a week, as uncertain as both together."""
    return Rate(one.value * other.value, one.low * other.low, one.high * other.high, one.weeks)
