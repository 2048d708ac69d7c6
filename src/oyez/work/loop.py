"""The worker: claim due rows in batches, run them in threads, write outcomes in groups.

Rows are the truth. If every worker dies, start a worker.
"""

from __future__ import annotations

import gc
import logging
import os
import queue
import secrets
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from django.db import OperationalError, close_old_connections
from django.utils import timezone

from oyez.work.registry import PATIENT, STEPS, Step
from oyez.work.wake import Wake, make_wake

log = logging.getLogger("oyez.work")
POLL, SWEEP, GROUP = 0.004, 0.1, 0.003
PATIENCE = 0.25  # seconds
# Seconds after an urgent claim, and how many routine errands may be under way meanwhile. An urgent
# call that hangs for longer holds nobody up.
YIELDS = ((0.6, 0), (2.0, 8))


@dataclass(slots=True)
class Slots:
    """The threads of one lane of one step, and how many of them are busy."""

    step: Step
    lane: str
    size: int
    pool: ThreadPoolExecutor
    patient: bool = False
    busy: int = 0

    @property
    def urgent(self) -> bool:
        """Whether this lane goes before routine work."""
        return self.lane != "routine"


@dataclass(slots=True)
class Worker:
    """One process's loop over all registered steps."""

    wake: Wake
    name: str = field(default_factory=lambda: f"{os.getpid()}-{secrets.token_hex(3)}")
    lanes: list[Slots] = field(default_factory=list)
    # Not a SimpleQueue: a signal near the end of its timeout can make that one wait for ever.
    done: queue.Queue[tuple[Slots, Any, Any]] = field(default_factory=queue.Queue)
    stopping: bool = False
    urgent_at: float = 0.0
    patient_at: float = 0.0

    def __post_init__(self) -> None:
        for step in STEPS:
            for lane, size in step.lanes.items():
                pool = ThreadPoolExecutor(size, thread_name_prefix=f"{step.name}-{lane}")
                self.lanes.append(Slots(step, lane, size, pool, step.name in PATIENT))
        self.lanes.sort(key=lambda slots: (not slots.urgent, slots.patient))

    def run(self, until: Callable[[], bool] = lambda: False) -> None:
        """Work until `stop` was called or `until` says so; then wait for what is under way."""
        swept = 0.0
        gc.collect()
        gc.freeze()
        while not (self.stopping or until()):
            if self.collect() or self.woken() or time.monotonic() > swept + SWEEP:
                swept = time.monotonic()
                self.safely(self.claim_all)
        for slots in self.lanes:
            slots.pool.shutdown(wait=True)
        self.collect()

    def woken(self) -> bool:
        """Whether somebody committed; a wake whose connection was lost is made anew."""
        try:
            return self.wake.changed()
        except Exception:
            log.exception("the wake-up call was lost; listening again")
            self.safely(self.listen_again)
            return True

    def listen_again(self) -> None:
        """A new wake on a new connection."""
        with suppress(Exception):
            self.wake.close()
        self.wake = make_wake()

    def stop(self) -> None:
        """Take no more work."""
        self.stopping = True

    def claim_all(self) -> None:
        """One pass over all lanes, urgent ones first; lanes that may have more go again.

        While something is being sent, patient lanes are asked a few times a second only: each asks
        the database, and what has come back is not written meanwhile.
        """
        overdue = time.monotonic() > self.patient_at + PATIENCE
        for slots in self.lanes:
            if slots.patient and self.sending() and not overdue:
                continue
            if slots.patient:
                self.patient_at = time.monotonic()
            while (free := self.free(slots)) > 0:
                claimed = slots.step.claim(slots.lane, free, timezone.now(), self.name)
                if claimed.errands and slots.urgent:
                    self.urgent_at = time.monotonic()
                for errand in claimed.errands:
                    slots.busy += 1
                    slots.pool.submit(self.work, slots, errand)
                if claimed.rows < free:
                    break

    def sending(self) -> bool:
        """Whether a lane that is not patient has something under way."""
        return any(other.busy for other in self.lanes if not other.patient)

    def free(self, slots: Slots) -> int:
        """How many errands the lane may take: none, then few, while something urgent is busy."""
        if slots.urgent or not any(other.busy for other in self.lanes if other.urgent):
            return slots.size - slots.busy
        age = time.monotonic() - self.urgent_at
        size = next((few for until, few in YIELDS if age < until), slots.size)
        return min(size, slots.size) - slots.busy

    def work(self, slots: Slots, errand: Any) -> None:
        """Run one errand in a thread. A crash writes nothing: the lease runs out as if killed."""
        result = None
        try:
            result = slots.step.run(errand)
        except Exception:
            log.exception("a step crashed", extra={"step": slots.step.name})
        finally:
            self.done.put((slots, errand, result))

    def collect(self) -> bool:
        """Write what has come back, a few milliseconds' worth in one commit per step."""
        try:
            found = [self.done.get(timeout=POLL)]
        except queue.Empty:
            return False
        time.sleep(GROUP)
        while not self.done.empty():
            found.append(self.done.get())
        results: dict[str, tuple[Step, list[tuple[Any, Any]]]] = {}
        for slots, errand, result in found:
            slots.busy -= 1
            if result is not None:
                results.setdefault(slots.step.name, (slots.step, []))[1].append((errand, result))
        for step, pairs in results.values():
            if not self.record(step, pairs) and len(pairs) > 1:
                for pair in pairs:  # one that cannot be written takes no other with it
                    self.record(step, [pair])
        return True

    def record(self, step: Step, pairs: list[tuple[Any, Any]]) -> bool:
        """Whether the outcomes were written."""
        return self.safely(lambda: step.record(pairs, timezone.now()))

    def safely(self, action: Callable[[], None]) -> bool:
        """No failure ends a worker: leases cover what was lost, and the log says what it was."""
        try:
            action()
        except OperationalError:
            log.warning("the database did not answer; trying again")
            close_old_connections()
            time.sleep(0.2)
        except Exception:
            log.exception("a step failed to claim or record")
            time.sleep(0.2)
        else:
            return True
        return False
