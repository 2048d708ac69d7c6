"""How often do 95 % intervals hold the truth, and how far off is the share on average?

Each resample draws notices with replacement, as another period of the same channel would have
them, then a sample with the sampling plan of the house; only that sample shows its labels.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from oyez.domain.review.corrected import Frame, Labelled, corrected, frame_of
from oyez.domain.review.estimate import Estimate, of_counts
from oyez.domain.sampling import Drawn, Method, draw
from oyez.proof.review.population import LabelledSetError, Population, made_up, read

SHARES: Final = (0.02, 0.05, 0.1, 0.3, 0.5)
SIZES: Final = (100, 200, 400)
FLAGGED: Final = 0.5
LOW, HIGH = 0.93, 0.97
OFF: Final = 0.5  # percentage points


@dataclass(slots=True)
class Cell:
    """What the estimates of one share with one sample size were worth."""

    held: int = 0
    low: int = 0
    off: list[float] = field(default_factory=list)
    widths: list[float] = field(default_factory=list)

    def add(self, estimate: Estimate, truth: float) -> None:
        """Count one."""
        self.held += estimate.low <= truth <= estimate.high
        self.low += estimate.high < truth
        self.off.append(estimate.value - truth)
        self.widths.append(estimate.high - estimate.low)

    def told(self, truth: float, size: int) -> dict[str, Any]:
        """The figures of the cell, and whether they are good enough."""
        coverage = self.held / len(self.off)
        bias = 100 * float(np.mean(self.off))
        return {
            "share": round(truth, 4),
            "labelled": size,
            "coverage": round(coverage, 4),
            "too_low": round(self.low / len(self.off), 4),
            "bias_points": round(bias, 3),
            "width": round(float(np.mean(self.widths)), 4),
            "ok": LOW <= coverage <= HIGH and abs(bias) <= OFF,
        }


def measured(
    *,
    labelled: str | None = None,
    resamples: int = 1000,
    seed: int = 1,
    naive: bool = False,
    sizes: Sequence[int] = SIZES,
) -> dict[str, Any]:
    """The figures of every cell; `naive` cites the share that the machine flags."""
    if resamples < 1 or seed < 0:
        raise LabelledSetError("At least one resample is needed, and a seed of 0 or more.")
    populations = made_up(SHARES, seed) if labelled is None else [read(labelled)]
    total = len(populations[0].labels)
    sizes = [size for size in sizes if 2 * size <= total]
    if not sizes:
        raise LabelledSetError(f"{total} labelled messages are too few to draw samples from them.")
    cells: defaultdict[tuple[int, int], Cell] = defaultdict(Cell)
    random = np.random.default_rng([seed, 1])
    for _ in range(resamples):
        _resample(populations, sizes, random, cells, naive=naive)
    figures = [cells[key].told(populations[key[0]].share, key[1]) for key in sorted(cells)]
    return {
        "ok": all(cell["ok"] for cell in figures),
        "from": labelled or f"made up with seed {seed}",
        "estimator": "naive" if naive else "corrected",
        "resamples": resamples,
        "bar": {"coverage": [LOW, HIGH], "bias_points": OFF},
        "cells": figures,
    }


def _resample(
    populations: Sequence[Population],
    sizes: Sequence[int],
    random: np.random.Generator,
    cells: dict[tuple[int, int], Cell],
    *,
    naive: bool,
) -> None:
    """One period, and from it one sample of each size, the same for every population."""
    counts = populations[0].counts
    chosen = random.integers(0, len(counts), len(counts))
    starts = np.cumsum(counts) - counts
    places = np.concatenate([np.arange(starts[k], starts[k] + counts[k]) for k in chosen])
    notices = np.repeat(np.arange(1, len(chosen) + 1), counts[chosen])
    items = dict(enumerate(notices.tolist()))
    seeds = random.integers(0, 2**32, len(sizes)).tolist()
    samples = [draw(items, n, s, Method.TWO_STAGE) for n, s in zip(sizes, seeds, strict=True)]
    for number, one in enumerate(populations):
        scores, labels = one.scores[places], one.labels[places]
        frame = _frame(scores, counts[chosen])
        for size, sample in zip(sizes, samples, strict=True):
            found = _flagged(scores) if naive else _corrected(frame, sample, scores, labels)
            cells[number, size].add(found, one.share)


def _frame(scores: NDArray[np.float64], counts: NDArray[np.int64]) -> Frame:
    starts = np.cumsum(counts) - counts
    sums = np.add.reduceat(scores, starts).tolist()
    squares = np.add.reduceat(scores * scores, starts).tolist()
    return frame_of(zip(counts.tolist(), sums, squares, strict=True))


def _corrected(
    frame: Frame,
    sample: Sequence[Drawn],
    scores: NDArray[np.float64],
    labels: NDArray[np.bool_],
) -> Estimate:
    """The estimator of the house, from the labels of the sample alone."""
    shown = [
        Labelled(float(scores[one.item]), bool(labels[one.item]), one.group, one.chance)
        for one in sample
    ]
    return corrected(frame, shown).estimate


def _flagged(scores: NDArray[np.float64]) -> Estimate:
    """The share that the machine flags, with the interval as if every reply had been labelled."""
    return of_counts(int((scores >= FLAGGED).sum()), len(scores), len(scores))


def told(found: dict[str, Any]) -> str:
    """The figures for people."""
    lines = [f"{found['resamples']} resamples, {found['from']}, {found['estimator']} share"]
    for cell in found["cells"]:
        word = "holds" if cell["ok"] else "OUTSIDE"
        lines.append(
            f"share {cell['share']:6.1%}, {cell['labelled']:4d} labels: {cell['coverage']:6.1%} "
            f"hold the truth, off by {cell['bias_points']:+.2f} points, "
            f"width {100 * cell['width']:.1f} points: {word}"
        )
    return "\n".join(lines)
