"""Many schedules on all cores, and one verdict."""

from __future__ import annotations

import os
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, field

from oyez.proof.chaos.sabotage import Sabotage
from oyez.proof.chaos.schedule import Played, run_schedule

CHUNK = 500
INVARIANTS = ("duplicates", "lost", "live_after_retract", "against_rule")


@dataclass(slots=True)
class Report:
    """The sums over all schedules; the four invariants count the schedules that broke them."""

    schedules: int = 0
    deliveries: int = 0
    faults: int = 0
    kills: int = 0
    duplicates: int = 0
    lost: int = 0
    live_after_retract: int = 0
    against_rule: int = 0
    needs_person: int = 0
    broken: list[str] = field(default_factory=list)
    seed: str = ""
    history: list[str] = field(default_factory=list)

    def add(self, other: Report) -> None:
        """Sum, and keep the shortest broken history."""
        names = ("schedules", "deliveries", "faults", "kills", *INVARIANTS, "needs_person")
        for name in names:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.broken = sorted({*self.broken, *other.broken})
        if other.history and (not self.history or len(other.history) < len(self.history)):
            self.seed, self.history = other.seed, other.history

    def as_json(self) -> dict[str, object]:
        """The fields a machine reads; seed and history only where something broke."""
        values = asdict(self)
        if not self.broken:
            for name in ("broken", "seed", "history"):
                del values[name]
        return values


def _of(played: Played) -> Report:
    report = Report(
        schedules=1,
        deliveries=played.deliveries,
        faults=played.faults,
        kills=played.kills,
        needs_person=played.needs_person,
        broken=sorted(played.problems),
        seed=played.seed,
        history=list(played.history),
    )
    for problem in played.problems:
        setattr(report, problem, 1)
    return report


def _chunk(seed: int, numbers: Iterable[int], broken: Sabotage | None) -> Report:
    total = Report()
    for number in numbers:
        total.add(_of(run_schedule(f"{seed}:{number}", broken)))
    return total


def run(schedules: int, seed: int, broken: Sabotage | None = None) -> Report:
    """Play `schedules` schedules drawn from `seed`; the same arguments give the same report."""
    chunks = [range(start, min(start + CHUNK, schedules)) for start in range(0, schedules, CHUNK)]
    total = Report()
    with ProcessPoolExecutor(max_workers=min(len(chunks), os.cpu_count() or 1)) as pool:
        parts = [pool.submit(_chunk, seed, numbers, broken) for numbers in chunks]
        for part in parts:
            total.add(part.result())
    return total
