"""What a tree holds: its documents listed in small parts, and one line that names the state.

A part is a shard. An index names each shard with its digest and the generation names the index,
so whoever changes or reads a few documents touches a few shards, however many there are.
Needs no Django: the embedded server reads it too.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

GENERATION, UNFINISHED, LOCK, LATER = "GENERATION", ".unfinished", ".lock", ".later"
FOLDER, INDEX = "manifest", "manifest/index.json"
FORMER = "manifest.json"  # all lines in one file, as trees had it before there were shards
SHARDS = 512  # some 900 lines in each with 50,000 notices
NAMES = tuple(f"{number:03x}" for number in range(SHARDS))
# What belongs to one notice lies together, and what belongs to one authority. An address without
# the file's name at its end leads to the same shard.
KEY = re.compile(
    r"(?:[a-z]{2,3}/)?"
    r"(?:(?:p|verify|og|cap)/(?!index\.)([A-Za-z0-9]+)|(?:a|u|widget|m)/(?!index\.)([^/.]+))"
)


@dataclass(frozen=True, slots=True)
class Generation:
    """A state of the tree: its number, the digest of its index, and what was written."""

    number: int
    digest: str
    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """What the manifest says of one document."""

    sha256: str
    media_type: str
    cls: str
    status: int


Manifest = dict[str, Line]


@dataclass(frozen=True, slots=True)
class Shards:
    """The shards of a tree by their digests, and the digest of the file that says so.

    `former` holds those of a tree that still has all its lines in one file.
    """

    root: Path
    index: Mapping[str, str]
    digest: str
    former: Mapping[str, bytes] | None = None

    def data(self, name: str) -> bytes:
        """The bytes of a shard as they stand; one that does not exist holds nothing."""
        if self.former is not None:
            return self.former.get(name, b"{}")
        try:
            return (self.root / shard_path(name)).read_bytes()
        except FileNotFoundError:
            return b"{}"

    def files(self) -> set[str]:
        """The files that these shards are read from."""
        if self.former is not None:
            return {FORMER}
        return {INDEX, *map(shard_path, self.index)}


def read_generation(root: Path) -> Generation | None:
    """The present state, or None before the first publication."""
    try:
        number, digest = (root / GENERATION).read_text(encoding="ascii").split()
    except FileNotFoundError:
        return None
    return Generation(int(number), digest)


def shard_of(path: str) -> str:
    """The shard that lists a document."""
    found = KEY.match(path)
    key = found[found.lastindex or 0] if found else ""
    return NAMES[crc32(key.encode()) % SHARDS]


def shard_path(name: str) -> str:
    """Where a shard lies in the tree."""
    return f"{FOLDER}/{name}.json"


def shards(root: Path) -> Shards:
    """The shards of a tree; `FileNotFoundError` if it has none.

    The one file of a former tree counts until a generation names an index.
    """
    named = read_generation(root)
    index = root / INDEX
    data = index.read_bytes() if index.is_file() else b""
    if (named is None or named.digest != digest(data)) and (root / FORMER).is_file():
        return former(root)
    if not data:
        raise FileNotFoundError(index)
    return Shards(root, json.loads(data), digest(data))


def former(root: Path) -> Shards:
    """The lines of a former tree, dealt out to the shards they will have."""
    data = (root / FORMER).read_bytes()
    dealt: dict[str, Manifest] = {}
    for path, line in parse(data).items():
        dealt.setdefault(shard_of(path), {})[path] = line
    parts = {name: write(lines) for name, lines in dealt.items()}
    index = {name: digest(part) for name, part in parts.items()}
    return Shards(root, index, digest(data), parts)


def parse(data: bytes) -> Manifest:
    """A shard, or a journal, as lines."""
    return {path: Line(*values) for path, values in json.loads(data).items()}


def read(root: Path) -> Manifest:
    """Every line of a tree, in the order of the paths; an absent manifest is empty."""
    try:
        held = shards(root)
    except FileNotFoundError:
        return {}
    lines = (item for name in held.index for item in parse(held.data(name)).items())
    return dict(sorted(lines))


def line(root: Path, path: str) -> Line | None:
    """What is said of one document."""
    try:
        return parse(shards(root).data(shard_of(path))).get(path)
    except FileNotFoundError:
        return None


def write(lines: Manifest) -> bytes:
    """Lines as sorted JSON, a document a line."""
    rows = (
        f"{json.dumps(path)}:{json.dumps([line.sha256, line.media_type, line.cls, line.status])}"
        for path, line in sorted(lines.items())
    )
    return ("{" + ",\n".join(rows) + "}\n").encode()


def write_index(index: Mapping[str, str]) -> bytes:
    """The index as sorted JSON, a shard a line."""
    rows = (f'"{name}":"{digest}"' for name, digest in sorted(index.items()))
    return ("{" + ",\n".join(rows) + "}\n").encode()


def digest(data: bytes) -> str:
    """The digest by which an index names a shard, and the generation its index."""
    return hashlib.sha256(data).hexdigest()
