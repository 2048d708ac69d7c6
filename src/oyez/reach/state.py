"""The tree in memory: one state, built beside the old one and then swapped in.

It is made of parts, one for each shard of the manifest. A part whose shard did not change is
taken over as it is, without a look into it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from oyez.reach import manifest
from oyez.reach.manifest import INDEX, Line, Manifest, Shards
from oyez.reach.store import Entry, Unsettled, entry


@dataclass(slots=True)
class Part:
    """What one shard lists, by every address that leads there, without the slash before it.

    `digest` is that of the shard, or nothing where the disk holds something else than it says.
    `pages` and `others` count the bytes in memory.
    """

    digest: str
    ways: dict[str, Entry] = field(default_factory=dict)
    pages: int = 0
    others: int = 0

    def add(self, path: str, found: Entry) -> None:
        """Enter a document; a folder leads to its first page, with and without a slash."""
        self.ways[path] = found
        folder, slash, name = path.rpartition("/")
        if name == "index.html":
            self.ways[folder] = self.ways[folder + slash] = found
        if last(found.line):
            self.pages += found.size
        else:
            self.others += found.size


State = dict[str, Part]


def load(root: Path, old: State, budget: int, *, strict: bool = True) -> tuple[int, State]:
    """The generation on the disk; what did not change is taken over from `old`.

    With `strict` every file has to be the one the manifest names. Without it, after a
    publisher was killed, each name is taken as it stands, which is always a whole file.
    """
    generation = manifest.read_generation(root)
    if generation is None:
        return 0, {}
    shards = manifest.shards(root)
    if strict and shards.digest != generation.digest:
        raise Unsettled(INDEX)
    loading = Loading(root, old, strict)
    for name in shards.index:
        loading.take(shards, name)
    loading.fill(budget)
    return generation.number, loading.state


def last(line: Line) -> bool:
    """Pages come last, so that they are what stays on the disk when memory is short."""
    return line.cls == "page"


@dataclass(frozen=True, slots=True)
class Loading:
    """A state in the making; `lines` are those of the parts that have to be made anew."""

    root: Path
    old: State
    strict: bool
    state: State = field(default_factory=dict)
    lines: dict[str, Manifest] = field(default_factory=dict)

    def take(self, shards: Shards, name: str) -> None:
        """Take over the part of a shard, or read its lines."""
        old, digest = self.old.get(name), shards.index[name]
        if old is not None and old.digest == digest:
            self.state[name] = old
            return
        data = shards.data(name)
        if manifest.digest(data) != digest:
            if self.strict:
                raise Unsettled(name)
            digest = ""
        self.state[name], self.lines[name] = Part(digest), manifest.parse(data)

    def fill(self, budget: int) -> None:
        """Make the new parts whole; documents beyond the budget of bytes stay on the disk."""
        others = budget - sum(part.others for part in self.state.values())
        pages = sum(part.pages for part in self.state.values())
        found = [(name, *item) for name, lines in self.lines.items() for item in lines.items()]
        for name, path, line in sorted(found, key=lambda item: (last(item[2]), item[1])):
            room = others - pages if last(line) else others
            document = self.document(name, path, line, room)
            if document is None or document.line != line:
                self.state[name].digest = ""
            if document is None:
                continue
            self.state[name].add(path, document)
            if last(line):
                pages += document.size
            else:
                others -= document.size

    def document(self, name: str, path: str, line: Line, room: int) -> Entry | None:
        """One document: the one at hand if its line is the same, else as the disk has it."""
        old = self.old.get(name)
        known = old.ways.get(path) if old else None
        if known is not None and known.line == line:
            return known
        return entry(self.root / path, line, room, strict=self.strict)
