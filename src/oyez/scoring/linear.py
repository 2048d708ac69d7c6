"""A linear head: weights over spaces of n-grams, sentence vectors and signs. Numpy alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from oyez.scoring.spaces import Floats, Sparse

VECTOR, SIGNS, MEMORY = "vector", "signs", "memory"


@dataclass(frozen=True, slots=True)
class Rows:
    """A batch as a head reads it: sparse rows by space, dense ones by name."""

    sparse: Mapping[str, Sparse]
    dense: Mapping[str, Floats]


@dataclass(frozen=True, slots=True)
class Head:
    """`outputs` linear functions: weights by part, one column an output, and what is added."""

    weights: Mapping[str, NDArray[np.float32]]
    bias: NDArray[np.float64]

    def logits(self, rows: Rows) -> Floats:
        """One row a text, one column an output."""
        total = None
        for part, weight in self.weights.items():
            matrix = weight.reshape(len(weight), -1)
            if part in rows.sparse:
                term = rows.sparse[part].dot(matrix)
            else:
                term = rows.dense[part] @ matrix.astype(np.float64)
            total = term if total is None else total + term
        if total is None:
            raise ValueError("a head without weights")
        result: Floats = total + self.bias
        return result


@dataclass(frozen=True, slots=True)
class Brake:
    """Pulls logits down where a second head is below a margin; it never lifts them."""

    head: Head
    weight: float
    margin: float

    def pull(self, rows: Rows) -> Floats:
        """What is added: 0 or less."""
        found: Floats = self.weight * np.minimum(0.0, self.head.logits(rows) - self.margin)
        return found


def sigmoid(logits: Floats) -> Floats:
    """Between 0 and 1, without overflow."""
    return 0.5 * (1.0 + np.tanh(0.5 * logits))


def softmax(logits: Floats) -> Floats:
    """Each row adds up to 1."""
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    result: Floats = powers / powers.sum(axis=1, keepdims=True)
    return result
