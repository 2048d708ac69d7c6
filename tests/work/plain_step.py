"""A step without platforms: errands are names, and a gate holds those that should hang."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from oyez.work.loop import Worker
from oyez.work.registry import Claimed


class Quiet:
    """A wake that never says anything; the worker's own sweep finds what is due."""

    def changed(self) -> bool:
        return False

    def close(self) -> None:
        pass


@dataclass
class PlainStep:
    name: str = "plain"
    lanes: Mapping[str, int] = field(
        default_factory=lambda: {"retract": 2, "critical": 2, "routine": 3}
    )
    due: dict[str, deque[str]] = field(default_factory=dict)
    gate: threading.Event = field(default_factory=threading.Event)
    running: set[str] = field(default_factory=set)
    done: list[str] = field(default_factory=list)
    most: int = 0
    batches: list[int] = field(default_factory=list)
    breaks: int = 0

    def add(self, lane: str, *names: str) -> None:
        self.due.setdefault(lane, deque()).extend(names)

    def claim(self, lane: str, free: int, now: datetime, worker: str) -> Claimed:  # noqa: ARG002
        waiting = self.due.get(lane, deque())
        taken = [waiting.popleft() for _ in range(min(free, len(waiting)))]
        return Claimed(taken, len(taken))

    def run(self, errand: str) -> str:
        self.running.add(errand)
        self.most = max(self.most, len(self.running))
        try:
            if errand.startswith("hang"):
                self.gate.wait(10)
            if errand.startswith("crash"):
                raise ValueError("a secret text")
            return errand.upper()
        finally:
            self.running.discard(errand)

    def record(self, results: Sequence[tuple[str, str]], now: datetime) -> None:  # noqa: ARG002
        if self.breaks:
            self.breaks -= 1
            raise RuntimeError("no room")
        if any(result == "POISON" for _, result in results):
            raise RuntimeError("cannot be written")
        self.batches.append(len(results))
        self.done += [result for _, result in results]


def until(met: Callable[[], bool], seconds: float = 15) -> None:
    """Wait until something holds."""
    end = time.monotonic() + seconds
    while not met():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.005)


@contextmanager
def at_work(step: PlainStep, worker: Worker) -> Iterator[Worker]:
    """The worker runs in a thread and is stopped with the block."""
    thread = threading.Thread(target=worker.run)
    thread.start()
    try:
        yield worker
    finally:
        step.gate.set()
        worker.stop()
        thread.join(10)
        assert not thread.is_alive()
