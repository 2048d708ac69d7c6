"""Vocabularies from training texts: only what several of them have, and only as keys."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from oyez.scoring.grams import Grams, grams
from oyez.scoring.spaces import Space

MIN_TEXTS = 3  # an n-gram of fewer texts could be somebody's name
CHUNK = 2_000


def chunks(texts: Sequence[str]) -> Iterator[Grams]:
    """The n-grams of many texts, a part at a time."""
    for begin in range(0, len(texts), CHUNK):
        yield grams(texts[begin : begin + CHUNK])


def fitted(kind: str, texts: Sequence[str], *, most: int, min_texts: int = MIN_TEXTS) -> Space:
    """TF-IDF over the `most` frequent n-grams that at least `min_texts` texts have."""
    keys, counts = np.empty(0, np.uint64), np.empty(0, np.int64)
    for part in chunks(texts):
        found = part.of(kind)
        order = np.lexsort((found.keys, found.rows))
        rows, ordered = found.rows[order], found.keys[order]
        first = np.ones(len(ordered), dtype=bool)
        first[1:] = (ordered[1:] != ordered[:-1]) | (rows[1:] != rows[:-1])
        merged = np.concatenate([keys, ordered[first]])
        weights = np.concatenate([counts, np.ones(first.sum(), np.int64)])
        keys, inverse = np.unique(merged, return_inverse=True)
        counts = np.bincount(inverse, weights, len(keys)).astype(np.int64)
    kept = counts >= min_texts
    keys, counts = keys[kept], counts[kept]
    if len(keys) > most:
        chosen = np.sort(np.lexsort((keys, -counts))[:most])
        keys, counts = keys[chosen], counts[chosen]
    idf = np.log((1 + len(texts)) / (1 + counts)) + 1
    return Space(kind, keys, idf.astype(np.float32))
