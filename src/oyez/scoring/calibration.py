"""Making probabilities mean something, and measuring whether they do."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from oyez.scoring.spaces import Floats

BINS = 10


@dataclass(frozen=True, slots=True)
class Platt:
    """A straight line through the logits."""

    slope: float = 1.0
    shift: float = 0.0

    def __call__(self, logits: Floats) -> Floats:
        """Calibrated logits."""
        return self.slope * logits + self.shift


def corrected(logits: Floats, *, share: float, trained: float) -> Floats:
    """Logits for a channel with another share of positives than the training had."""
    return logits + math.log(share / (1 - share)) - math.log(trained / (1 - trained))


def expected_error(p: Floats, truth: Floats) -> float:
    """ECE over ten bins of equal width: how far probabilities are from shares, on average."""
    bins = np.minimum((p * BINS).astype(int), BINS - 1)
    sizes = np.bincount(bins, minlength=BINS)
    gaps = np.abs(np.bincount(bins, p - truth, BINS))
    return float(gaps[sizes > 0].sum() / len(p))


def brier(p: Floats, truth: Floats) -> float:
    """Mean squared distance of probability and truth."""
    return float(np.mean((p - truth) ** 2))


def reliability(p: Floats, truth: Floats) -> list[dict[str, float]]:
    """For each bin that has texts: how many, mean probability, share of positives."""
    bins = np.minimum((p * BINS).astype(int), BINS - 1)
    return [
        {
            "n": int((bins == one).sum()),
            "p": round(float(p[bins == one].mean()), 4),
            "share": round(float(truth[bins == one].mean()), 4),
        }
        for one in range(BINS)
        if (bins == one).any()
    ]
