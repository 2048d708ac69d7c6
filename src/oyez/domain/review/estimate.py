"""A share with its interval: the only form in which a review may show or cite one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import sqrt
from typing import Final

from oyez.domain.review.quantile import NORMAL, quantile

ENOUGH: Final = 100  # labels; a frame with fewer messages is to be labelled whole
MODEL_OUTPUT: Final = "model output, not for decisions"
LABELS: Final = "labels only"
CORRECTED: Final = "prediction-powered, clustered by notice"


@dataclass(frozen=True, slots=True)
class Estimate:
    """A share between 0 and 1, its 95 % interval, and the labels and messages that it rests on."""

    value: float
    low: float
    high: float
    labelled: int
    total: int
    method: str

    def __post_init__(self) -> None:
        if not 0 <= self.low <= self.value <= self.high <= 1:
            raise ValueError("an estimate lies in its interval, and that between 0 and 1")
        if not 0 <= self.labelled <= self.total:
            raise ValueError("no more messages can be labelled than there are")


def decidable(estimate: Estimate) -> bool:
    """Whether a sound sample of enough labels stands behind it, so that a decision may cite it."""
    if estimate.method == MODEL_OUTPUT:
        return False
    return estimate.total > 0 and estimate.labelled >= min(ENOUGH, estimate.total)


def standing(estimate: Estimate) -> str:
    """How it was made or, without enough labels, that it is not for decisions."""
    return estimate.method if decidable(estimate) else MODEL_OUTPUT


def unsound(estimate: Estimate) -> Estimate:
    """The same where the sample breaks a rule: it may be looked at and never cited."""
    return replace(estimate, method=MODEL_OUTPUT)


def uncorrected(share: float, total: int) -> Estimate:
    """What the machine says alone: without labels the truth may be anywhere."""
    return Estimate(min(1.0, max(0.0, share)), 0.0, 1.0, 0, total, MODEL_OUTPUT)


def of_counts(yes: int, labelled: int, total: int, effect: float = 1.0) -> Estimate:
    """The share of `yes` among independent labels; a design effect above 1 says they are not."""
    if not labelled:
        return uncorrected(0.0, total)
    if not 0 <= yes <= labelled:
        raise ValueError("no more labels can say yes than there are")
    value = yes / labelled
    low, high = bounded(value, labelled / effect, quantile(NORMAL))
    return Estimate(value, low, high, labelled, total, LABELS)


def bounded(share: float, size: float, far: float) -> tuple[float, float]:
    """Wilson's interval (1927) around a share from `size` labels worth: inside 0 and 1, and
    wide where nothing or everything was seen.

    All shares are in it from which the one seen is at most `far` of *their* standard errors away.
    """
    square = far * far
    middle = (share + square / (2 * size)) / (1 + square / size)
    half = far / (1 + square / size) * sqrt(share * (1 - share) / size + square / (4 * size**2))
    return max(0.0, min(share, middle - half)), min(1.0, max(share, middle + half))
