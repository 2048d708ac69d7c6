"""What a publisher is about to change, noted before anything does; the next one trusts only that.

A killed publisher leaves its journal (`.unfinished`). Whatever it names is brought together again:
name, siblings and line. Nothing else can have changed.
"""

from __future__ import annotations

import hashlib
import time
from pathlib import Path

from oyez.reach import disk, manifest
from oyez.reach.compress import worth
from oyez.reach.lines import Lines
from oyez.reach.manifest import FOLDER, UNFINISHED, Line, Manifest

REMOVED = Line("", "", "", 0)


def begin(root: Path, coming: Manifest, *, durable: bool) -> None:
    """Note what is about to change."""
    disk.place(root / UNFINISHED, manifest.write(coming), sync=durable)
    if durable:
        disk.sync_folders({root})


def recover(root: Path) -> Lines:
    """The lines of the tree, made true again if the last publisher was killed."""
    disk.sweep(disk.left(root), disk.left(root / FOLDER))
    lines = Lines(root)
    if not (root / UNFINISHED).exists():
        return lines
    unfinished = manifest.parse((root / UNFINISHED).read_bytes())
    disk.sweep(*map(disk.left, {(root / path).parent for path in unfinished}))
    for path, entry in unfinished.items():
        if entry == REMOVED or not (root / path).is_file():
            disk.remove(root / path)
            lines.put(path, None)
        else:
            lines.put(path, mend(root / path, (entry, lines.get(path) or entry)))
    lines.settle(durable=True)
    return Lines(root)


def mend(path: Path, known: tuple[Line, Line]) -> Line:
    """The line that belongs to the bytes on the disk; stale siblings are made anew."""
    data = path.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    found = next((entry for entry in known if entry.sha256 == digest), known[0])
    small = worth(found.media_type)
    if not disk.sound(path, data, small=small):
        disk.place_all(path, data, small=small, now=time.time(), sync=False)
    return Line(digest, found.media_type, found.cls, found.status)
