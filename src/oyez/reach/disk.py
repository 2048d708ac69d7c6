"""Single files of the tree: each name changes by one rename, so a reader sees old or new."""

from __future__ import annotations

import fcntl
import itertools
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from oyez.reach.compress import SUFFIXES, expand, siblings
from oyez.reach.manifest import LOCK

TEMPORARY = ".tmp-"
LEFT = f"*{TEMPORARY}*"
counter = itertools.count()


@contextmanager
def alone(root: Path) -> Iterator[None]:
    """One publisher at a time, in all processes; a dead one lets go by itself."""
    folder(root)
    lock = os.open(root / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def folder(path: Path) -> None:
    """The folder, made with its parents so that the server's user can read it."""
    if not path.is_dir():
        folder(path.parent)
        path.mkdir(exist_ok=True)
        path.chmod(0o755)


def place(path: Path, data: bytes, *, mtime: float | None = None, sync: bool = False) -> None:
    """Write the file beside its name, then rename it."""
    temporary = path.with_name(f"{path.name}{TEMPORARY}{os.getpid()}-{next(counter)}")
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o644)
    try:
        os.fchmod(handle, 0o644)
        with open(handle, "wb", closefd=False) as file:
            file.write(data)
        if mtime is not None:
            os.utime(handle, (mtime, mtime))
        if sync:
            os.fsync(handle)
    finally:
        os.close(handle)
    temporary.replace(path)


def place_all(path: Path, data: bytes, *, small: bool, now: float, sync: bool) -> None:
    """Write the name with its siblings, the identity last.

    Some servers make the ETag of the whole second and the length, so every revision is at
    least one second younger than the one before it.
    """
    folder(path.parent)
    try:
        mtime = max(int(now), int(path.stat().st_mtime) + 1)
    except FileNotFoundError:
        mtime = int(now)
    for suffix, packed in siblings(data).items() if small else ():
        place(sibling(path, suffix), packed, mtime=mtime)
    place(path, data, mtime=mtime, sync=sync)


def sibling(path: Path, suffix: str) -> Path:
    """The same name with a further ending."""
    return path.with_name(path.name + suffix)


def remove(path: Path) -> None:
    """Remove the name and both siblings."""
    for name in (path, *(sibling(path, suffix) for suffix in SUFFIXES)):
        name.unlink(missing_ok=True)


def sound(path: Path, data: bytes, *, small: bool) -> bool:
    """Whether the siblings hold just what the name holds."""
    for suffix in SUFFIXES:
        name = sibling(path, suffix)
        if name.exists() != small or (small and expand(suffix, name.read_bytes()) != data):
            return False
    return True


def left(path: Path) -> Iterable[Path]:
    """What a killed publisher left in a folder; a file lies beside the name it was meant for."""
    return path.glob(LEFT)


def sweep(*left: Iterable[Path]) -> None:
    """Remove what was left; called by the one that holds the lock."""
    for path in itertools.chain(*left):
        path.unlink(missing_ok=True)


def sync_folders(folders: set[Path]) -> None:
    """Make renames and removals durable, once a folder."""
    for path in folders:
        handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
