"""Faults of the platforms, kill -9 and hanging machines, drawn from one seed."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from random import Random

from oyez.proof.chaos.sabotage import Sabotage
from oyez.proof.stage import Stage, WorkerProcess

WRITES, READS = ("publish", "correct", "retract"), ("find", "look")
LATE = 0.5  # seconds after which a late request still takes effect
LAG = 0.5  # seconds by which readers lag behind
PAUSE = (9.0, 11.0)  # longer than a lease


@dataclass(frozen=True, slots=True)
class Kind:
    """A fault, where it may strike, how often in a row at most, and for how long."""

    fault: str
    operations: tuple[str, ...]
    times: int = 5
    seconds: float | None = None


MENU = (
    Kind("drop_after_accept", WRITES),
    Kind("drop_after_accept", ("publish",)),
    Kind("half_answer", WRITES),
    Kind("drop_before", (*WRITES, *READS)),
    Kind("error_before", (*WRITES, *READS)),
    Kind("error_after", WRITES),
    Kind("error_after", ("publish",)),
    Kind("rate_limit", (*WRITES, *READS), seconds=1.0),
    Kind("slow", (*WRITES, *READS), seconds=0.7),
    Kind("slow", WRITES, seconds=1.5),
    Kind("lag", (*WRITES, *READS), seconds=LAG),
    Kind("delete_lag", ("retract",), seconds=LAG),
    Kind("delete_ignored", ("retract",), times=1),
    Kind("expired_token", WRITES, times=3),
    Kind("html", (*WRITES, *READS), times=2),
    Kind("garbage", (*WRITES, *READS)),
    Kind("late_accept", WRITES, seconds=LATE),
    Kind("hang", (*WRITES, *READS), times=3),
)


# What each broken rule cannot survive; it strikes often, so that a short run tells.
MEETS = {
    Sabotage.NAIVE_RETRY: ("publish", "error_after"),
    Sabotage.FORGET_RECEIPT: ("retract", "error_before"),
    Sabotage.TRUST_200: ("retract", "delete_ignored"),
}


@dataclass(slots=True)
class Trouble:
    """Everything that breaks while people work."""

    stage: Stage
    rng: Random
    sabotage: Sabotage | None = None
    pausing: bool = True
    running: list[WorkerProcess] = field(default_factory=list)
    sleeper: threading.Timer | None = None
    kills: int = 0
    died: int = 0
    pauses: int = 0

    def start(self, workers: int) -> None:
        """The first workers, and a Mastodon that does not look at half of the keys."""
        self.running = [self.begin() for _ in range(workers)]
        for worker in self.running:
            worker.wait_ready()
        if self.sabotage in MEETS:
            operation, fault = MEETS[self.sabotage]
            self.stage.simulator.fault("*", operation, fault, probability=0.6)
        self.forget_keys(0.5)

    def forget_keys(self, share: float) -> None:
        """Mastodon does not look at this share of the keys."""
        self.stage.simulator.fault("mastodon", "publish", "ignore_key", probability=share)

    def begin(self) -> WorkerProcess:
        """One more worker, not waited for."""
        return self.stage.start_worker(sabotage=self.sabotage or "", wait=False)

    def add_fault(self) -> None:
        """One more fault for the next few calls."""
        kind = self.rng.choice(MENU)
        more: dict[str, object] = {} if kind.seconds is None else {"seconds": kind.seconds}
        self.stage.simulator.fault(
            self.rng.choice(("mastodon", "bluesky")),
            self.rng.choice(kind.operations),
            kind.fault,
            times=self.rng.randint(1, kind.times),
            probability=0.7,
            **more,
        )

    def strike(self) -> str:
        """Kill a worker, or let one hang for longer than its lease; says which."""
        place = self.rng.randrange(len(self.running))
        worker = self.running[place]
        asleep = self.sleeper is not None and self.sleeper.is_alive()
        if self.pausing and not asleep and self.rng.random() < 0.15:
            self.pauses += 1
            worker.pause()
            # a thread wakes it: a person may be waiting for a lock that it holds
            self.sleeper = threading.Timer(self.rng.uniform(*PAUSE), worker.wake)
            self.sleeper.start()
            return f"worker {worker.pid} stopped"
        self.kills += 1
        worker.kill()
        self.running[place] = self.begin()
        return f"worker {worker.pid} killed, {self.running[place].pid} started"

    def restart(self) -> None:
        """Start anew what ended by itself, which is a defect and counted."""
        for place, worker in enumerate(self.running):
            if not worker.alive:
                self.died += 1
                self.running[place] = self.begin()

    def calm(self) -> None:
        """No more faults; every worker runs."""
        self.stage.simulator.clear_faults()
        if self.sabotage:  # what a broken rule sends again now must not be mended by the platform
            self.forget_keys(1)
        if self.sleeper:
            self.sleeper.join()

    def struck(self) -> int:
        """How many calls a fault has spoiled."""
        calls = self.stage.simulator.calls()
        return sum(
            times
            for counts in calls.values()
            for name, times in counts.items()
            if name.startswith("fault:")
        )
