"""Labelled sets to draw from: made up with a seed, or read from a file."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from oyez.cli.acting import WrongInputError
from oyez.cli.typed import content

NOTICES: Final = 400
MOST_REPLIES: Final = 60
# Replies to one notice resemble each other, and the scorer errs alike on them.
SAME_LABELS, SAME_ERRORS, OWN_ERRORS = 0.6, 0.4, 1.23
# The logits of a fast scorer: it flags about a tenth of what is harmless, and half of the rest.
HARMLESS, GRAVE = -1.66, 0.16


class LabelledSetError(Exception):
    """The file holds no labelled set; the message says where and why."""


@dataclass(frozen=True, slots=True)
class Population:
    """All messages with score and label, sorted by notice, and how many each notice has."""

    counts: NDArray[np.int64]
    scores: NDArray[np.float64]
    labels: NDArray[np.bool_]

    @property
    def share(self) -> float:
        """The truth."""
        return float(self.labels.mean())


def made_up(shares: tuple[float, ...], seed: int) -> list[Population]:
    """One population for each share, all with replies to the same notices."""
    random = np.random.default_rng(seed)
    sizes = 1 + np.floor(random.lognormal(1.5, 0.9, NOTICES)).astype(np.int64)
    counts = np.minimum(sizes, MOST_REPLIES)
    return [_population(share, counts, random) for share in shares]


def _population(share: float, counts: NDArray[np.int64], random: np.random.Generator) -> Population:
    total = int(counts.sum())
    mood = np.repeat(random.normal(0, SAME_LABELS, len(counts)), counts)
    labels = random.random(total) < _chances(share, mood)
    error = np.repeat(random.normal(0, SAME_ERRORS, len(counts)), counts)
    error += random.normal(0, OWN_ERRORS, total)
    return Population(counts, _share_of(np.where(labels, GRAVE, HARMLESS) + error), labels)


def _chances(share: float, mood: NDArray[np.float64]) -> NDArray[np.float64]:
    """Chances with the moods of their notices, on average `share`."""
    low, high = -20.0, 20.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if _share_of(middle + mood).mean() < share else (low, middle)
    return _share_of(low + mood)


def _share_of(logits: NDArray[np.float64]) -> NDArray[np.float64]:
    found: NDArray[np.float64] = 1 / (1 + np.exp(-logits))
    return found


def read(path: str) -> Population:
    """A set from JSON lines of notice, score and label; a line without notice stands alone."""
    try:
        lines = content(path).decode().split("\n")
    except WrongInputError as problem:
        raise LabelledSetError(str(problem)) from None
    except UnicodeDecodeError:
        raise LabelledSetError(f"{path} is not valid UTF-8.") from None
    rows = [_row(number, line) for number, line in enumerate(lines, 1) if line.strip()]
    if not rows:
        raise LabelledSetError(f"{path} holds no labelled message.")
    rows.sort(key=lambda row: row[0])
    _, counts = np.unique([row[0] for row in rows], return_counts=True)
    scores = np.array([row[1] for row in rows], dtype=np.float64)
    labels = np.array([row[2] for row in rows], dtype=np.bool_)
    return Population(counts.astype(np.int64), scores, labels)


def _row(number: int, line: str) -> tuple[str, float, bool]:
    try:
        told: Any = json.loads(line)
        notice, score, label = told.get("notice"), told["score"], told["label"]
    except (ValueError, KeyError, AttributeError):
        raise LabelledSetError(
            f"Line {number} is not a JSON object with notice, score and label."
        ) from None
    if isinstance(score, bool) or not isinstance(score, int | float) or not 0 <= score <= 1:
        raise LabelledSetError(f"Line {number}: the score is no number from 0 to 1.")
    if not isinstance(label, int) or label not in (0, 1):
        raise LabelledSetError(f"Line {number}: the label is neither true nor false.")
    alone = notice is None or notice == ""
    return f"line {number}" if alone else f"notice {notice}", float(score), bool(label)
