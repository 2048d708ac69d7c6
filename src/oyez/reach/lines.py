"""The lines of a tree in a publisher's hands: only shards it touches are read and written."""

from __future__ import annotations

import shutil
from pathlib import Path

from oyez.reach import disk, manifest
from oyez.reach.manifest import (
    FOLDER,
    FORMER,
    GENERATION,
    INDEX,
    UNFINISHED,
    Generation,
    Line,
    Manifest,
    Shards,
)


class Lines:
    """For one who holds the tree alone. What is put here is public once it is settled."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.shards = shards_of(root)
        self.held: dict[str, Manifest] = {}
        self.touched: set[str] = set()
        if self.shards.former is not None:
            # A killed publisher may have begun to bring them over; its shards were never named.
            shutil.rmtree(root / FOLDER, ignore_errors=True)
            self.touched.update(self.shards.former)
        else:
            # Its successor is named by now. If it stayed, a kill in the next publication, between
            # index and generation, would bring its old lines back.
            (root / FORMER).unlink(missing_ok=True)

    def shard(self, name: str) -> Manifest:
        """The lines of one shard, read when somebody first asks for them.

        The file counts, not the digest in the index: a killed publisher may have written the one
        and not the other, and its journal names every line in which they differ.
        """
        if name not in self.held:
            self.held[name] = manifest.parse(self.shards.data(name))
        return self.held[name]

    def get(self, path: str) -> Line | None:
        """The line of a document."""
        return self.shard(manifest.shard_of(path)).get(path)

    def put(self, path: str, line: Line | None) -> None:
        """Change the line of a document, or strike it out."""
        name = manifest.shard_of(path)
        self.touched.add(name)
        lines = self.shard(name)
        if line is None:
            lines.pop(path, None)
        else:
            lines[path] = line

    def settle(self, *, durable: bool) -> Generation:
        """Write the shards and the index, then the generation, then forget the journal."""
        index = self.place_shards(durable=durable)
        data = manifest.write_index(index)
        state = self.name(data, durable=durable)
        for name in self.touched - set(index):
            (self.root / manifest.shard_path(name)).unlink(missing_ok=True)
        if self.shards.former is not None:
            (self.root / FORMER).unlink()
        (self.root / UNFINISHED).unlink(missing_ok=True)
        return state

    def place_shards(self, *, durable: bool) -> dict[str, str]:
        """Write the touched shards; the index that names them, and none that is empty."""
        index = dict(self.shards.index)
        for name in sorted(self.touched):
            index.pop(name, None)
            if lines := self.shard(name):
                data = manifest.write(lines)
                index[name] = manifest.digest(data)
                disk.folder(self.root / FOLDER)
                disk.place(self.root / manifest.shard_path(name), data, sync=durable)
        return index

    def name(self, data: bytes, *, durable: bool) -> Generation:
        """Put the index in its place and name it as the state of the tree."""
        old, digest = manifest.read_generation(self.root), manifest.digest(data)
        if digest != self.shards.digest:
            disk.folder(self.root / FOLDER)
            disk.place(self.root / INDEX, data, sync=durable)
            if durable:
                disk.sync_folders({self.root / FOLDER})
        if old is None or old.digest != digest:
            old = Generation(old.number + 1 if old else 1, digest)
            line = f"{old.number} {digest}\n".encode("ascii")
            disk.place(self.root / GENERATION, line, sync=durable)
        return old


def shards_of(root: Path) -> Shards:
    """The shards of a tree; a new one has none."""
    try:
        return manifest.shards(root)
    except FileNotFoundError:
        return Shards(root, {}, "")
