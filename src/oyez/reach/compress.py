"""Precompressed siblings, the same bytes for the same content on one machine."""

from __future__ import annotations

import gzip
import zlib

import brotli

SUFFIXES = (".br", ".gz")
ALREADY_SMALL = ("image/jpeg", "image/png", "image/webp")


def worth(media_type: str) -> bool:
    """Whether a type gains by compression; pictures do not."""
    return not media_type.startswith(ALREADY_SMALL)


def siblings(data: bytes) -> dict[str, bytes]:
    """The content under each further ending."""
    return {
        ".br": brotli.compress(data, quality=5),
        ".gz": gzip.compress(data, compresslevel=6, mtime=0),
    }


def expand(suffix: str, data: bytes) -> bytes | None:
    """The content of a sibling, or None if it is damaged."""
    try:
        plain: bytes = brotli.decompress(data) if suffix == ".br" else gzip.decompress(data)
    except (brotli.error, OSError, EOFError, zlib.error):
        return None
    return plain
