"""Bringing rendered rows to the tree: never older words over newer ones, never in anybody's way."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from oyez.reach import disk, tree
from oyez.reach.document import Document

Change = tuple[Mapping[str, Document], tuple[str, ...]]  # documents, and names to remove
TRIES = 3
BREATH, LONGEST = 0.002, 2.0  # seconds in which another may have the tree: always, and at most


class Pressing:
    """How many threads of this process bring out what people wait for."""

    def __init__(self) -> None:
        self.count, self.lock = 0, Lock()

    @contextmanager
    def here(self) -> Iterator[None]:
        """Ask the others to give way inside."""
        with self.lock:
            self.count += 1
        try:
            yield
        finally:
            with self.lock:
                self.count -= 1

    def give_way(self) -> None:
        """Let them pass, though not for ever."""
        end = time.monotonic() + LONGEST
        time.sleep(BREATH)
        while self.count and time.monotonic() < end:
            time.sleep(BREATH)


pressing = Pressing()


def bring(root: Path, change: Callable[[], Change], *, at_once: int = 0) -> None:
    """Read, render and publish; whoever was overtaken meanwhile reads the rows again.

    `at_once` writes so many documents in one go and lets others pass in between. After a few
    vain tries the tree is held from the reading on.
    """
    for _ in range(TRIES):
        base = tree.number(root)
        documents, gone = change()
        try:
            write(root, (documents, gone), base, at_once=at_once)
        except tree.Overtaken:
            continue
        return
    with disk.alone(root):
        documents, gone = change()
        tree.publish_alone(root, documents, gone)


def write(root: Path, change: Change, base: int, *, at_once: int) -> None:
    """Publish in parts, in the order of a takedown; `Overtaken` as soon as somebody was quicker."""
    documents, gone = change
    names = sorted(documents, key=lambda path: (tree.turn(documents[path]), path))
    for start in range(0, len(names), at_once or len(names) or 1):
        part = names[start : start + at_once] if at_once else names
        if at_once:
            pressing.give_way()
        named = {path: documents[path] for path in part}
        base = tree.publish(root, named, gone, base=base).number
