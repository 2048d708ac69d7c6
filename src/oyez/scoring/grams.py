"""Words, pairs of words and character sequences of a batch, as 64-bit keys.

A key stands for its n-gram in vocabularies, so an artefact holds no words of anybody. The cutting
is that of scikit-learn: words are `\\b\\w\\w+\\b`, characters `char_wb`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.uint64]
Rows = NDArray[np.int64]

SIZES = (2, 3, 4, 5)  # of character sequences
_PRIME = np.uint64(0x9E3779B97F4A7C15)
_PAIR = np.uint64(0xD6E8FEB86659FD93)
_BLANK = 32


@dataclass(frozen=True, slots=True)
class Found:
    """Keys in the order of the texts, and the number of the text each was found in."""

    rows: Rows
    keys: Keys

    def __add__(self, other: Found) -> Found:
        rows = np.concatenate([self.rows, other.rows])
        return Found(rows, np.concatenate([self.keys, other.keys]))


@dataclass(frozen=True, slots=True)
class Grams:
    """What was found in `count` texts."""

    count: int
    words: Found
    pairs: Found
    characters: Found

    def of(self, kind: str) -> Found:
        """`word` for single words, `words` with pairs, `characters`."""
        if kind == "word":
            return self.words
        return self.words + self.pairs if kind == "words" else self.characters


def grams(texts: Sequence[str]) -> Grams:
    """The keys of lower-cased, normalised texts."""
    padded = ["".join(f" {word} " for word in text.lower().split()) or " " for text in texts]
    joined = "".join(padded).encode("utf-32-le", "replace")
    codes = np.frombuffer(joined, dtype=np.uint32)
    rows = np.repeat(np.arange(len(texts)), [len(one) for one in padded])
    mixed = _mix(codes.astype(np.uint64))
    words = _words(codes, rows, mixed)
    return Grams(len(texts), words, _pairs(words), _characters(codes, rows, mixed))


def _mix(values: NDArray[np.uint64]) -> Keys:
    """Splitmix64: neighbouring numbers become unrelated ones."""
    values = (values + np.uint64(1)) * _PRIME
    values ^= values >> np.uint64(30)
    values *= np.uint64(0xBF58476D1CE4E5B9)
    values ^= values >> np.uint64(27)
    values *= np.uint64(0x94D049BB133111EB)
    values ^= values >> np.uint64(31)
    return values


@cache
def _letters() -> NDArray[np.bool_]:
    """Which code points of the basic plane are `\\w`."""
    known = [chr(code).isalnum() or code == ord("_") for code in range(0x10000)]
    return np.array([*known, False])


@cache
def _powers(length: int) -> Keys:
    powers = np.ones(length, dtype=np.uint64)
    powers[1:] = _PRIME
    result: Keys = np.multiply.accumulate(powers)
    return result


def _words(codes: NDArray[np.uint32], rows: Rows, mixed: Keys) -> Found:
    """Runs of at least two letters or digits."""
    inside = _letters()[np.minimum(codes, 0x10000)]
    edges = np.flatnonzero(np.diff(inside.astype(np.int8), prepend=0, append=0))
    starts, ends = edges[::2], edges[1::2]
    kept = ends - starts >= 2
    starts, ends = starts[kept], ends[kept]
    if not len(starts):
        return Found(np.empty(0, np.int64), np.empty(0, np.uint64))
    lengths = ends - starts
    places = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    terms = mixed[np.repeat(starts, lengths) + places] * _powers(4096)[places % 4096]
    keys: Keys = np.add.reduceat(terms, np.cumsum(lengths) - lengths)
    return Found(rows[starts], _mix(keys ^ lengths.astype(np.uint64)))


def _pairs(words: Found) -> Found:
    """Each word with the next one of its text."""
    same = words.rows[1:] == words.rows[:-1]
    keys = words.keys[:-1] * _PAIR + words.keys[1:]
    return Found(words.rows[:-1][same], _mix(keys[same]))


def _characters(codes: NDArray[np.uint32], rows: Rows, mixed: Keys) -> Found:
    """Sequences of each size that stay inside one word and its blanks."""
    blank = codes == _BLANK
    word = np.cumsum(np.concatenate([[0], (blank[1:] & blank[:-1]).astype(np.int64)]))
    key, found = mixed, []
    for size in range(2, max(SIZES) + 1):
        if len(key) < 2:
            break
        key = key[:-1] * _PRIME + mixed[size - 1 :]
        inside = word[: len(key)] == word[size - 1 :]
        found.append(Found(rows[: len(key)][inside], _mix(key[inside] + np.uint64(size))))
    empty = Found(np.empty(0, np.int64), np.empty(0, np.uint64))
    return sum(found, empty)
