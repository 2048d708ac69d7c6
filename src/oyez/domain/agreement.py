"""How far two people agree beyond chance: Cohen's kappa with its interval."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final

Z: Final = 1.959963984540054  # 95 %
WEAK: Final = 0.6  # below it the guide is to be made clearer


@dataclass(frozen=True, slots=True)
class Agreement:
    """`n` things labelled twice, the share that agree, kappa, and its 95 % interval.

    Kappa is None where chance alone explains everything: both have used one label only.
    """

    n: int
    observed: float
    kappa: float | None
    low: float | None
    high: float | None

    @property
    def weak(self) -> bool:
        """Whether the guide has to be made clearer."""
        return self.kappa is not None and self.kappa < WEAK


def agreement(pairs: Sequence[tuple[str, str]]) -> Agreement | None:
    """The agreement of the first with the second person; None where nothing has two labels.

    The variance is that of Fleiss, Cohen and Everitt (1969), for large samples.
    """
    n = len(pairs)
    if not n:
        return None
    cells, rows, columns = (
        Counter(pairs),
        Counter(a for a, _ in pairs),
        Counter(b for _, b in pairs),
    )
    names = set(rows) | set(columns)
    observed = sum(cells[name, name] for name in names) / n
    chance = sum(rows[name] * columns[name] for name in names) / n**2
    if chance == 1.0:
        return Agreement(n, observed, None, None, None)
    kappa = (observed - chance) / (1 - chance)
    share = {name: (rows[name] + columns[name]) / n for name in names}
    agreed = sum(cells[a, a] / n * (1 - share[a] * (1 - kappa)) ** 2 for a in names)
    # The column of the first and the row of the second label: what each would have met.
    crossed = sum(
        count / n * (columns[a] / n + rows[b] / n) ** 2 for (a, b), count in cells.items() if a != b
    )
    spread = agreed + (1 - kappa) ** 2 * crossed - (kappa - chance * (1 - kappa)) ** 2
    error = sqrt(max(spread, 0.0) / n) / (1 - chance)
    return Agreement(n, observed, kappa, max(-1.0, kappa - Z * error), min(1.0, kappa + Z * error))
