"""The memory of a head: how near a text is to each of the project's own training texts.

Only texts that the project has written itself are remembered, as vectors; never a message of
somebody, and never as words.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from oyez.scoring.spaces import Floats

BY_VECTOR, BY_SIGN = 1.0, 0.06  # how fast nearness falls with squared distance


@dataclass(frozen=True, slots=True)
class Memory:
    """Remembered texts: sentence vectors and signs, one row each."""

    vectors: NDArray[np.float32]
    signs: NDArray[np.float32]

    def nearness(self, vectors: Floats, signs: Floats) -> Floats:
        """Between 0 and 1; one row a text, one column a remembered one."""
        far = BY_VECTOR * _squared(vectors, self.vectors)
        far += BY_SIGN * _squared(signs, self.signs)
        result: Floats = np.exp(-far)
        return result


def _squared(some: Floats, others: NDArray[np.float32]) -> Floats:
    """Squared distances of all rows to all rows."""
    ours = some.astype(np.float32)
    far = (ours**2).sum(1)[:, None] + (others**2).sum(1) - 2.0 * ours @ others.T
    result: Floats = np.maximum(far, 0.0).astype(np.float64)
    return result
