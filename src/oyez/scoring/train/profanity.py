"""The lexical feature for English: the weights of alt-profanity-check (MIT), as a table of ours."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from oyez.scoring.grams import grams
from oyez.scoring.spaces import Floats, Space

TABLE = Path(__file__).parent / "profanity" / "words.tsv"
SLOPE, ADDED, SHIFT = 2.705131, -0.785154, -1.153831  # as the head of the table says
NAME = "profanity"


@dataclass(frozen=True, slots=True)
class Profanity:
    """Its words as a space, and what each adds to the logit."""

    space: Space
    weights: NDArray[np.float32]
    bias: float

    def logits(self, texts: list[str]) -> Floats:
        """Its own logits: above 0 it would say profane."""
        return self.space.rows(grams(texts)).dot(self.weights) + self.bias


def profanity() -> Profanity:
    """Read the table; words of one letter are none of our n-grams and stay out."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    keys = grams([word for word, _, _ in rows]).words
    known = dict(zip(keys.rows.tolist(), keys.keys.tolist(), strict=True))
    kept = sorted((key, float(rows[row][1]), float(rows[row][2])) for row, key in known.items())
    idf = np.array([idf for _, idf, _ in kept], dtype=np.float32)
    weights = np.array([SLOPE * weight for _, _, weight in kept], dtype=np.float32)
    sorted_keys = np.array([key for key, _, _ in kept], dtype=np.uint64)
    space = Space("word", sorted_keys, idf, sublinear=False)
    return Profanity(space, weights, SLOPE * ADDED + SHIFT)
