"""What a tree holds: one file that lists every document, and one line that names the state.

Needs no Django: the embedded server reads it too.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

MANIFEST, GENERATION, UNFINISHED, LOCK = "manifest.json", "GENERATION", ".unfinished", ".lock"
LATER = ".later"


@dataclass(frozen=True, slots=True)
class Generation:
    """A state of the tree: its number, the digest of its manifest, and what was written."""

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


def read_generation(root: Path) -> Generation | None:
    """The present state, or None before the first publication."""
    try:
        number, digest = (root / GENERATION).read_text(encoding="ascii").split()
    except FileNotFoundError:
        return None
    return Generation(int(number), digest)


def parse(data: bytes) -> Manifest:
    """The manifest as lines."""
    return {path: Line(*values) for path, values in json.loads(data).items()}


def read(root: Path, name: str = MANIFEST) -> Manifest:
    """The manifest of a tree; an absent one is empty."""
    try:
        return parse((root / name).read_bytes())
    except FileNotFoundError:
        return {}


def write(lines: Manifest) -> bytes:
    """The manifest as sorted JSON, a document a line."""
    rows = (
        f"{json.dumps(path)}:{json.dumps([line.sha256, line.media_type, line.cls, line.status])}"
        for path, line in sorted(lines.items())
    )
    return ("{" + ",\n".join(rows) + "}\n").encode()


def digest(data: bytes) -> str:
    """The digest by which the generation names its manifest."""
    return hashlib.sha256(data).hexdigest()
