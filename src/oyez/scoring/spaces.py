"""A space of n-grams with their weights: the numbers of a vocabulary, in numpy alone."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from oyez.scoring.grams import Grams, Keys, Rows

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Sparse:
    """The non-zero cells of `count` rows and `width` columns, in the order of rows."""

    count: int
    width: int
    rows: Rows
    columns: Rows
    values: Floats

    def dot(self, weights: NDArray[np.floating]) -> Floats:
        """Each row times a vector, or times each column of a matrix."""
        if weights.ndim == 1:
            total = np.bincount(self.rows, self.values * weights[self.columns], self.count)
            return total.astype(np.float64)
        return np.stack([self.dot(column) for column in weights.T], axis=1)


@dataclass(frozen=True, slots=True)
class Space:
    """TF-IDF over known n-grams. `keys` are sorted, `idf` belongs to them.

    `kind` names the n-grams as in `Grams.of`; `sublinear` takes 1 + log of a count.
    """

    kind: str
    keys: Keys
    idf: NDArray[np.float32]
    sublinear: bool = True

    def rows(self, found: Grams) -> Sparse:
        """The texts as rows of length one, as scikit-learn's TfidfVectorizer makes them."""
        grams = found.of(self.kind)
        places = np.searchsorted(self.keys, grams.keys)
        places[places == len(self.keys)] = 0
        known = self.keys[places] == grams.keys if len(self.keys) else places < 0
        cells = grams.rows[known] * max(len(self.keys), 1) + places[known]
        cells, counts = np.unique(cells, return_counts=True)
        rows, columns = np.divmod(cells, max(len(self.keys), 1))
        values = (1.0 + np.log(counts) if self.sublinear else counts) * self.idf[columns]
        lengths = np.sqrt(np.bincount(rows, values * values, found.count))
        return Sparse(found.count, len(self.keys), rows, columns, values / lengths[rows])
