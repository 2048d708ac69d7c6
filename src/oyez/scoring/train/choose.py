"""Calibration and thresholds, chosen on scores of texts that a model has not seen."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from oyez.scoring.calibration import Platt
from oyez.scoring.spaces import Floats
from oyez.scoring.train.fit import Truth

Names = NDArray[np.str_]


def shares(truth: Truth, share: float) -> Floats:
    """Weights that give positives a share; all together weigh 1."""
    found: Floats = np.where(truth, share / truth.sum(), (1 - share) / (~truth).sum())
    return found


def platt(logits: Floats, truth: Truth, weights: Floats) -> Platt:
    """The line that makes logits probabilities."""
    model = LogisticRegression(C=1e6, solver="lbfgs", max_iter=1000)
    model.fit(logits[:, None], truth, sample_weight=weights * len(truth))
    return Platt(round(float(model.coef_[0, 0]), 6), round(float(model.intercept_[0]), 6))


def macro_f1(said: Truth, truth: Truth, weights: Floats) -> float:
    """The mean of F1 for positives and for negatives."""
    both = float(weights[said & truth].sum())
    neither = float(weights[~said & ~truth].sum())
    wrong = float(weights[said != truth].sum())
    return (_f1(both, wrong) + _f1(neither, wrong)) / 2


def _f1(right: float, wrong: float) -> float:
    return 2 * right / (2 * right + wrong) if right else 0.0


def best_threshold(p: Floats, truth: Truth, weights: Floats) -> float:
    """Where macro-F1 is best, in the middle of the thresholds that are nearly as good."""
    steps = np.round(np.arange(0.1, 0.9, 0.01), 2)
    found = np.array([macro_f1(p >= step, truth, weights) for step in steps])
    return round(float(np.median(steps[found >= found.max() - 0.003])), 2)


def at_most(p: Floats, share: float) -> float:
    """The lowest threshold that at most this share of `p` reaches."""
    ordered = np.sort(p)[::-1]
    return float(np.nextafter(ordered[int(share * len(ordered))], 1.0))


def middle(p: Floats, author: Names, share: float) -> float:
    """The middle of the thresholds that at most this share of the texts of each author reaches.

    How hard texts are depends on who wrote them; one author must not choose for all.
    """
    return float(np.median([at_most(p[author == one], share) for one in np.unique(author)]))


def at_least(p: Floats, share: float) -> float:
    """The highest threshold that at least this share of `p` reaches."""
    ordered = np.sort(p)
    return float(ordered[int((1 - share) * len(ordered))])
