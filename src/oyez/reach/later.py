"""What the public tree still needs after the pages of a change stand: a note for each, on disk.

A note is a file, so it outlives a killed worker. It is renamed when somebody takes it and removed
when that is done; a change in between leaves a new note. Its size is the number of rounds.
"""

from __future__ import annotations

import contextlib
import os
import re
import time
from collections.abc import Iterable
from pathlib import Path

from oyez.reach import disk
from oyez.reach.manifest import LATER

TAKEN, FORGOTTEN = ".taken", 60.0
LEDGER = "ledger"  # the name of no note
WAITS = (0.3, 3.0, 12.0, 60.0, 300.0)  # seconds before each round
NAME = re.compile(r"[a-z]+-[A-Za-z0-9]+")


def note(root: Path, names: Iterable[str], *, rounds: int = 0) -> None:
    """Write down what is to be rendered, a while from now; after the last round no more."""
    if rounds >= len(WAITS):
        return
    disk.folder(root / LATER)
    at = time.time() + WAITS[rounds]
    for name in names:
        # It appears with its time on it: in between somebody would take it before it is due.
        disk.place(root / LATER / name, b"." * rounds, mtime=at)


def take(root: Path, most: int) -> dict[str, int]:
    """Take what is due, and what somebody took and never finished; each with its rounds."""
    found: dict[str, int] = {}
    for file, name in _due(root, most):
        claimed = root / LATER / f"{name}{TAKEN}"
        with contextlib.suppress(FileNotFoundError):  # another worker was quicker
            file.replace(claimed)
            now = time.time()
            os.utime(claimed, (now, now))
            found[name] = claimed.stat().st_size
    return found


def done(root: Path, names: Iterable[str]) -> None:
    """Forget what is rendered."""
    for name in names:
        (root / LATER / f"{name}{TAKEN}").unlink(missing_ok=True)


def read_up_to(root: Path) -> int | None:
    """How far the ledger was read for changes of the house; None before the first time."""
    try:
        return int((root / LATER / LEDGER).read_bytes())
    except (FileNotFoundError, ValueError):
        return None


def have_read(root: Path, entry: int) -> None:
    """Keep how far, once everything up to there is noted."""
    disk.folder(root / LATER)
    disk.place(root / LATER / LEDGER, b"%d" % entry)


def _due(root: Path, most: int) -> list[tuple[Path, str]]:
    """So many that are due, in no order: a new tree has a note for each notice."""
    now, found = time.time(), []
    with contextlib.suppress(FileNotFoundError), os.scandir(root / LATER) as files:
        for file in files:
            name = file.name.removesuffix(TAKEN)
            patience = FORGOTTEN if name != file.name else 0
            with contextlib.suppress(FileNotFoundError):
                if NAME.fullmatch(name) and file.stat().st_mtime + patience <= now:
                    found.append((Path(file), name))
            if len(found) == most:
                break
    return found
