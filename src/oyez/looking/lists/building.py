"""A block-list as one sorted array of 64-bit digests: small, mapped into memory, quickly asked."""

from __future__ import annotations

import hashlib
import mmap
import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterable
from pathlib import Path
from typing import Final

MAGIC: Final = b"OYEZBL1" + sys.byteorder[:1].encode()
WIDTH: Final = 8


def digest_of(name: str) -> int:
    """The number that stands for a name."""
    found = hashlib.blake2b(name.encode("utf-8", "replace"), digest_size=WIDTH).digest()
    return int.from_bytes(found, "big")


def write_array(names: Iterable[str], path: Path) -> int:
    """Write the digests of names, sorted and each once; how many there are."""
    buckets = [array("Q") for _ in range(256)]
    blake, whole = hashlib.blake2b, int.from_bytes
    for name in names:
        found = blake(name.encode("utf-8", "replace"), digest_size=WIDTH).digest()
        buckets[found[0]].append(whole(found, "big"))
    count = 0
    with path.open("wb") as out:
        out.write(MAGIC)
        for bucket in buckets:
            values = array("Q", sorted(set(bucket)))
            count += len(values)
            values.tofile(out)
    return count


class Digests:
    """A written array, mapped into memory."""

    def __init__(self, path: Path) -> None:
        self.values: memoryview | tuple[int, ...] = ()
        with path.open("rb") as source:
            if source.read(len(MAGIC)) != MAGIC:
                raise ValueError(f"{path} is no block-list of this machine.")
            if path.stat().st_size > len(MAGIC):
                whole = mmap.mmap(source.fileno(), 0, access=mmap.ACCESS_READ)
                self.values = memoryview(whole)[len(MAGIC) :].cast("Q")

    def __contains__(self, digest: object) -> bool:
        place = bisect_left(self.values, digest)  # type: ignore[call-overload]
        return bool(place < len(self.values) and self.values[place] == digest)
