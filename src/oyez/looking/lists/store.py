"""The block-lists of an installation: files in its home, replaced whole and looked up quickly."""

from __future__ import annotations

import fcntl
import hashlib
import json
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from oyez.looking.lists.building import Digests, digest_of, write_array
from oyez.looking.lists.reading import Counted, Unreadable, names_in, opened

NAME: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
FRESH: Final = 1.0  # seconds for which the index is believed without being looked at
MOSTLY: Final = 0.5


@dataclass(frozen=True, slots=True)
class ListEntry:
    """One imported list. `version` is the beginning of its content's digest."""

    name: str
    category: str
    licence: str
    file: str
    imported_at: str
    names: int
    malformed: int

    @property
    def version(self) -> str:
        """What tells this import from another of the same list."""
        return self.file.rpartition("-")[2].removesuffix(".bin")


@dataclass(frozen=True, slots=True)
class Allowed:
    """A host that is no hit, with all below it, until a day, and why."""

    host: str
    reason: str
    until: date


@dataclass(frozen=True, slots=True)
class Hit:
    """What is listed (the host or a parent of it), by which list."""

    listed: str
    entry: ListEntry


class Lists:
    """All lists of a folder. Safe for threads and processes; a change is seen within a second."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.seen: tuple[float, int] = (0.0, -1)
        self.arrays: list[tuple[ListEntry, Digests]] = []
        self.allowed: dict[str, Allowed] = {}

    @cached_property
    def index(self) -> Path:
        """The file that names the lists and what is allowed."""
        return self.folder / "index.json"

    def categories(self, address: str, today: date | None = None) -> tuple[str, ...]:
        """The categories under which an address or a host is listed, itself or a parent."""
        return tuple(dict.fromkeys(hit.entry.category for hit in self.hits(address, today)))

    def hits(self, address: str, today: date | None = None) -> list[Hit]:
        """Every list that has the address, its host, or a parent of the host."""
        self.reload()
        if not self.arrays:
            return []
        names = _names(address)
        if self.allowed and self._is_allowed(names, today or datetime.now(UTC).date()):
            return []
        digests = [(name, digest_of(name)) for name in names]
        return [
            Hit(name, entry)
            for entry, array in self.arrays
            for name, digest in digests
            if digest in array
        ]

    def _is_allowed(self, names: list[str], today: date) -> bool:
        found = (self.allowed.get(name) for name in names)
        return any(one is not None and one.until >= today for one in found)

    def reload(self) -> None:
        """Take in what has changed, looking for it once a second at most."""
        now = time.monotonic()
        if now < self.seen[0] + FRESH and self.seen[1] >= 0:
            return
        try:
            changed = self.index.stat().st_mtime_ns
        except FileNotFoundError:
            changed = 0
        if changed != self.seen[1]:
            try:
                self._load()
            except FileNotFoundError:  # replaced between the index and its file: read it anew
                self._load()
        self.seen = (now, changed)

    def _load(self) -> None:
        entries, allowed = self.read()
        self.arrays = [(one, Digests(self.folder / one.file)) for one in entries]
        self.allowed = {one.host: one for one in allowed}

    def read(self) -> tuple[list[ListEntry], list[Allowed]]:
        """What the index says now."""
        try:
            found: dict[str, Any] = json.loads(self.index.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return [], []
        lists = [ListEntry(**one) for one in found["lists"]]
        days = [one | {"until": date.fromisoformat(one["until"])} for one in found["allowed"]]
        return lists, [Allowed(**one) for one in days]

    def bring(self, source: Path, entry: ListEntry) -> tuple[ListEntry, Counted]:
        """Read a list and put it in the place of one with the same name, whole or not at all.

        Raises Unreadable where there is nothing to read, or mostly what is no list.
        """
        name = entry.name
        if not NAME.fullmatch(name):
            raise Unreadable("A list's name has small letters, digits and hyphens, at most 40.")
        self.folder.mkdir(parents=True, exist_ok=True)
        part, counted = self.folder / f".{name}.part", Counted()
        with self.changing(), opened(source, entry.category) as lines:
            count = write_array(names_in(lines, counted), part)
            if not count or counted.malformed > MOSTLY * (counted.names + counted.malformed):
                part.unlink()
                raise Unreadable(
                    f"This is no list of names: {counted.names} lines name something, "
                    f"{counted.malformed} do not (the first is line {counted.first_malformed})."
                )
            file = f"{name}-{_fingerprint(part)}.bin"
            part.replace(self.folder / file)
            done = replace(entry, file=file, names=count, malformed=counted.malformed)
            lists, allowed = self.read()
            self._write([one for one in lists if one.name != name] + [done], allowed)
        return done, counted

    def remove(self, name: str) -> bool:
        """Take a list away; False where there is none of that name."""
        with self.changing():
            lists, allowed = self.read()
            left = [one for one in lists if one.name != name]
            self._write(left, allowed)
        return len(left) < len(lists)

    def allow(self, one: Allowed) -> None:
        """Let a host through in spite of all lists, until its day; a later word replaces this."""
        with self.changing():
            lists, allowed = self.read()
            self._write(lists, [other for other in allowed if other.host != one.host] + [one])

    def _write(self, lists: list[ListEntry], allowed: list[Allowed]) -> None:
        content = {
            "lists": [asdict(one) for one in lists],
            "allowed": [asdict(one) | {"until": one.until.isoformat()} for one in allowed],
        }
        part = self.index.with_suffix(".part")
        part.write_text(json.dumps(content, indent=1, ensure_ascii=False), encoding="utf-8")
        part.replace(self.index)
        kept = {one.file for one in lists}
        for file in self.folder.glob("*.bin"):
            if file.name not in kept:
                file.unlink()
        self.seen = (0.0, -1)

    @contextmanager
    def changing(self) -> Iterator[None]:
        """One change at a time, whoever makes it."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / ".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def _names(address: str) -> list[str]:
    """The host, its parents, and the address itself without scheme."""
    try:
        parts = urlsplit(address if "://" in address else f"//{address}")
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        return []
    labels = host.split(".")
    names = [".".join(labels[start:]) for start in range(len(labels) - 1)] or [host]
    query = f"?{parts.query}" if parts.query else ""
    exact = (host + parts.path + query).rstrip("/").lower()
    return names if exact == host else [*names, exact]


def _fingerprint(path: Path) -> str:
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()[:12]
