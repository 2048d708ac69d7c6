"""Shares of which some labels cannot tell: those may all have been no, or all yes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from oyez.domain.review.corrected import Corrected, Frame, Labelled, corrected
from oyez.domain.review.estimate import Estimate


def told(frame: Frame, sure: Sequence[Labelled], dark: Sequence[Labelled]) -> Corrected:
    """The share by those that could be told; its interval holds both ends of what could not.

    The label that a `dark` one carries is not looked at.
    """
    found = corrected(frame, sure)
    if not dark:
        return found
    none, every = (
        corrected(frame, [*sure, *(replace(one, label=label) for one in dark)]).estimate
        for label in (False, True)
    )
    middle = found.estimate
    value = middle.value if sure else (none.value + every.value) / 2
    # Other labels tune the scores otherwise, so that either end may bring either bound.
    ends = (none, every, middle) if sure else (none, every)
    low, high = min(one.low for one in ends), max(one.high for one in ends)
    many = len(sure) + len(dark)
    return replace(found, estimate=Estimate(value, low, high, many, frame.total, none.method))
