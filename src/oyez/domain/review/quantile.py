"""How far a mean may be off: quantiles of Student's t, so that few notices widen an interval."""

from __future__ import annotations

from functools import lru_cache
from math import atan, cos, pi, sin, sqrt
from statistics import NormalDist
from typing import Final

LEVEL: Final = 0.95
MANY: Final = 300  # from here on Student's t is the normal distribution for our purposes
NORMAL: Final = MANY + 1


@lru_cache(maxsize=1024)
def quantile(freedom: int, level: float = LEVEL) -> float:
    """How many standard errors to each side hold `level` of all cases; `freedom` is at least 1."""
    normal = NormalDist().inv_cdf((1 + level) / 2)
    if freedom > MANY:
        return normal
    low, high = normal, normal * 2
    while within(high, freedom) < level:
        low, high = high, high * 2
    while high - low > 1e-10 * high:
        middle = (low + high) / 2
        low, high = (middle, high) if within(middle, freedom) < level else (low, middle)
    return high


def within(t: float, freedom: int) -> float:
    """The chance that Student's t is between -t and t (Abramowitz and Stegun 26.7.3 and 26.7.4)."""
    angle = atan(t / sqrt(freedom))
    step, odd = cos(angle) ** 2, freedom % 2
    term = cos(angle) if odd else 1.0
    total = 0.0
    for k in range(2 + odd, freedom + 1, 2):
        total += term
        term *= step * (k - 1) / k
    return 2 / pi * (angle + sin(angle) * total) if odd else sin(angle) * total
