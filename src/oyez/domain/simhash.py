"""A fingerprint of a text that stays near when the text changes a little.

Digits are left out, so that dates, view counters and prices do not count as a change.
"""

from __future__ import annotations

import hashlib
import re
from itertools import pairwise
from typing import Final

BITS: Final = 64
_LANE: Final = 24  # bits a counter has; more words than this can count are not read
_WORD: Final = re.compile(r"[^\W\d_]+")
_MOST_WORDS: Final = 50_000
_SPREAD: Final = tuple(
    sum(((byte >> bit) & 1) << (_LANE * bit) for bit in range(8)) for byte in range(256)
)


def simhash(text: str) -> int:
    """The 64-bit fingerprint of the words and pairs of neighbouring words; 0 without a word."""
    words = _WORD.findall(text.lower())[:_MOST_WORDS]
    features = {*words, *(f"{one} {two}" for one, two in pairwise(words))}
    counters = [0] * 8
    for feature in features:
        digest = hashlib.blake2b(feature.encode("utf-8", "replace"), digest_size=8).digest()
        for place, byte in enumerate(digest):
            counters[place] += _SPREAD[byte]
    half, mask = len(features) / 2, (1 << _LANE) - 1
    bits = [(counters[bit // 8] >> (_LANE * (bit % 8))) & mask for bit in range(BITS)]
    return sum(1 << bit for bit, count in enumerate(bits) if count > half)


def distance(one: int, two: int) -> int:
    """In how many of the 64 bits two fingerprints differ."""
    return (one ^ two).bit_count()
