"""What a backup is: one archive with the database, the pictures, the public tree, and digests.

Keys are never in it: what is sealed stays sealed, and opens only where the keys are.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import tarfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any, Final

from oyez.cli.home import PRIVATE

FORMAT: Final = 1
DATABASE: Final = "database.sqlite3"
MANIFEST: Final = "manifest.json"
FOLDERS: Final = ("media", "site")
ROUNDS: Final = 5  # how often what changed while it was read is read again
BLOCK: Final = 1 << 20


class ArchiveError(Exception):
    """The archive cannot be trusted; the message says why."""


class Measured:
    """A file that is hashed while it is read, so that one reading is enough."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file, self.digest, self.size = file, hashlib.sha256(), 0

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        data = self.file.read(size)
        self.digest.update(data)
        self.size += len(data)
        return data


@dataclass
class Writer:
    """An archive that is being written. `files` maps names to size and SHA-256 in hex."""

    tar: tarfile.TarFile
    files: dict[str, tuple[int, str]] = field(default_factory=dict)
    seen: dict[str, tuple[int, int, int]] = field(default_factory=dict)

    def add(self, path: Path, name: str) -> None:
        """One file as it is now; of two with the same name the later one counts."""
        with path.open("rb") as file:
            facts = os.fstat(file.fileno())
            info = tarfile.TarInfo(name)
            info.size, info.mtime, info.mode = facts.st_size, int(facts.st_mtime), PRIVATE
            measured = Measured(file)
            self.tar.addfile(info, measured)
        self.files[name] = (measured.size, measured.digest.hexdigest())
        self.seen[name] = stamp(facts)

    def add_tree(self, folder: Path, name: str) -> None:
        """Every file below; files are only ever replaced whole, and what changed is read again.

        What was taken away meanwhile is not listed, so that it does not come back.
        """
        for _ in range(ROUNDS):
            there = list(_below(folder, name))
            kept = {inside for _path, inside, _facts in there}
            for gone in [one for one in self.files if one.startswith(f"{name}/")]:
                if gone not in kept:
                    del self.files[gone]
            changed = [one for one in there if self.seen.get(one[1]) != one[2]]
            if not changed:
                return
            for path, inside, _facts in changed:
                try:
                    self.add(path, inside)
                except FileNotFoundError:
                    continue

    def finish(self, facts: Mapping[str, object]) -> None:
        """The list of everything, which ends the archive."""
        told = {"format": FORMAT, **facts, "files": self.files}
        data = json.dumps(told, indent=1).encode()
        info = tarfile.TarInfo(MANIFEST)
        info.size, info.mode = len(data), PRIVATE
        self.tar.addfile(info, BytesIO(data))


def stamp(facts: os.stat_result) -> tuple[int, int, int]:
    """What changes when a file is replaced."""
    return facts.st_ino, facts.st_mtime_ns, facts.st_size


def _below(folder: Path, name: str) -> Iterator[tuple[Path, str, tuple[int, int, int]]]:
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        try:
            facts = path.lstat()
        except FileNotFoundError:
            continue
        if path.is_file() and not path.is_symlink() and not hidden:
            yield path, f"{name}/{path.relative_to(folder).as_posix()}", stamp(facts)


def copy_of(database: Path, target: Path) -> None:
    """The database as of one moment, without keeping anybody waiting.

    What was deleted in it is not in the copy: forgotten words must not live on in backups.
    """
    os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE))
    source, copy = sqlite3.connect(f"file:{database}?mode=ro", uri=True), sqlite3.connect(target)
    try:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
        copy.execute("VACUUM")
    finally:
        source.close()
        copy.close()


def write(
    file: Path, database: Path | None, folders: Mapping[str, Path], facts: Mapping[str, object]
) -> int:
    """Write the archive whole or not at all; returns how many files are in it."""
    part = file.with_name(f".{file.name}.{os.getpid()}")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE), "wb") as out:
        try:
            with tarfile.open(fileobj=out, mode="w:gz", compresslevel=3) as tar:
                writer = Writer(tar)
                if database is not None:
                    _add_database(writer, database, file.parent)
                for name, folder in folders.items():
                    writer.add_tree(folder, name)
                writer.finish(facts)
            out.flush()
            os.fsync(out.fileno())
        except BaseException:
            part.unlink(missing_ok=True)
            raise
    part.replace(file)
    return len(writer.files)


def _add_database(writer: Writer, database: Path, near: Path) -> None:
    with TemporaryDirectory(dir=near, prefix=".oyez-backup-") as folder:
        copy = Path(folder) / DATABASE
        copy_of(database, copy)
        writer.add(copy, DATABASE)


def unpack(file: Path, into: Path) -> dict[str, Any]:
    """Unpack every file below a folder, compare all digests, and return the list.

    ArchiveError for anything that is not exactly what was written; names that lead elsewhere,
    links and devices are refused before anything is written for them.
    """
    found: dict[str, tuple[int, str]] = {}
    manifest: dict[str, Any] = {}
    try:
        with tarfile.open(file, mode="r:gz") as tar:
            for member in tar:
                data = tar.extractfile(member) if member.isreg() and _safe(member.name) else None
                if data is None:
                    raise ArchiveError(f"The archive holds {member.name!r}, which is no backup’s.")
                if member.name == MANIFEST:
                    manifest = json.load(data)
                else:
                    found[member.name] = _store(into / member.name, Measured(data))
    except (OSError, EOFError, tarfile.TarError, ValueError) as error:
        raise ArchiveError(f"The archive cannot be read to its end: {error}.") from error
    _compare(manifest, found)
    for name in set(found) - set(manifest["files"]):
        (into / name).unlink()
    return manifest


def _safe(name: str) -> bool:
    parts = Path(name).parts
    known = name in {DATABASE, MANIFEST} or (len(parts) > 1 and parts[0] in FOLDERS)
    return known and ".." not in parts and not name.startswith("/")


def _store(path: Path, data: Measured) -> tuple[int, str]:
    path.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, PRIVATE), "wb") as out:
        while block := data.read(BLOCK):
            out.write(block)
    return data.size, data.digest.hexdigest()


def _compare(manifest: Mapping[str, Any], found: Mapping[str, tuple[int, str]]) -> None:
    if manifest.get("format") != FORMAT:
        raise ArchiveError("The archive ends without its list, or was written by another program.")
    listed = {name: tuple(facts) for name, facts in manifest["files"].items()}
    wrong = sorted(name for name in listed if listed[name] != found.get(name))
    if wrong:
        raise ArchiveError(f"{len(wrong)} files are not what was written, the first is {wrong[0]}.")
