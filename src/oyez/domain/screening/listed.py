"""Lists of words, written as people write them."""

from __future__ import annotations


def listed(*rows: str, sep: str | None = None) -> frozenset[str]:
    """The words of some rows, each once; `sep` parts entries that hold spaces."""
    words = (word.strip() for row in rows for word in row.split(sep))
    return frozenset(word for word in words if word)
