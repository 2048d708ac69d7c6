"""Fitting heads over the rows that scoring will make, and scoring out of fold."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from oyez.scoring.linear import Head, Rows
from oyez.scoring.spaces import Floats
from oyez.scoring.train.recipe import SCALES, SEED, STRENGTH

Truth = NDArray[np.bool_]
Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Table:
    """Parts side by side, dense ones scaled; the scales go into the weights afterwards."""

    cells: sparse.csr_matrix
    widths: Sequence[tuple[str, int]]

    def head(self, models: Sequence[LogisticRegression]) -> Head:
        """One column a model."""
        columns = np.stack([model.coef_[0] for model in models], axis=1)
        weights, begin = {}, 0
        for part, width in self.widths:
            found = columns[begin : begin + width] * SCALES.get(part, 1.0)
            weights[part] = found.astype(np.float32)
            begin += width
        return Head(weights, np.array([model.intercept_[0] for model in models]))


def table(rows: Rows, parts: Sequence[str]) -> Table:
    """The named parts of the rows."""
    found, widths = [], []
    for part in parts:
        if part in rows.sparse:
            one = rows.sparse[part]
            cells = (one.values, (one.rows, one.columns))
            found.append(sparse.csr_matrix(cells, shape=(one.count, one.width)))
        else:
            found.append(sparse.csr_matrix(rows.dense[part] * SCALES[part]))
        widths.append((part, found[-1].shape[1]))
    return Table(sparse.hstack(found).tocsr(), widths)


def fitted(
    cells: sparse.csr_matrix, truth: Truth, weights: Floats | None = None
) -> LogisticRegression:
    """A yes or no."""
    model = LogisticRegression(
        C=STRENGTH, solver="liblinear", dual=True, tol=0.01, max_iter=2000, random_state=SEED
    )
    return model.fit(cells, truth, sample_weight=weights)


def even(truth: Truth, weight: float) -> Floats:
    """Weights with which one source counts `weight`, half of it positives."""
    share = truth.mean()
    found: Floats = np.where(truth, 0.5 / share, 0.5 / (1 - share)) * weight
    return found


def out_of_fold(folds: Places, score: Callable[[Places, Places], Floats]) -> Floats:
    """What `score(training places, other places)` says of each text that it has not seen."""
    found: Floats = np.empty(0)
    for fold in np.unique(folds):
        there, here = np.flatnonzero(folds != fold), np.flatnonzero(folds == fold)
        scores = score(there, here)
        if not len(found):
            found = np.zeros((len(folds), *scores.shape[1:]))
        found[here] = scores
    return found
