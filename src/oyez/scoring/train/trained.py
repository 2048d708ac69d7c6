"""What training a task gives: heads by language, calibration, thresholds, and figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from oyez.scoring.calibration import Platt
from oyez.scoring.linear import Head, Rows
from oyez.scoring.train.corpus import Corpus

LINEAR = ("words", "characters", "signs")


@dataclass(frozen=True, slots=True)
class Ground:
    """What every task trains on: the texts, their rows, and which parts a tier has."""

    corpus: Corpus
    rows: Rows
    vectors: bool

    def parts(self) -> Sequence[str]:
        """The parts of a plain linear head."""
        return (*LINEAR, "vector") if self.vectors else LINEAR


@dataclass(frozen=True, slots=True)
class Trained:
    """One task of one tier."""

    heads: Mapping[str, Head]
    platt: Mapping[str, Platt] = field(default_factory=dict)
    thresholds: Mapping[str, float] = field(default_factory=dict)
    figures: Mapping[str, Any] = field(default_factory=dict)
    brake: Head | None = None
