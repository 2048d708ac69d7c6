"""The steps a worker runs, entered by the apps when Django starts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol


class Step(Protocol):
    """A kind of work whose due rows a worker claims, runs in threads, and records in groups."""

    name: str

    @property
    def lanes(self) -> Mapping[str, int]:
        """The slots of each lane: so many errands of it run at once."""

    def claim(self, lane: str, free: int, now: datetime, worker: str) -> Claimed:
        """Take at most `free` due rows in one transaction, their intents committed."""

    def run(self, errand: Any) -> Any:
        """Do one errand in a thread; touches no claimed row."""

    def record(self, results: Sequence[tuple[Any, Any]], now: datetime) -> None:
        """Write what came of errands, all in one transaction."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """The errands taken, and how many due rows were looked at; fewer than asked means no more."""

    errands: Sequence[Any] = ()
    rows: int = 0


STEPS: list[Step] = []
PATIENT: set[str] = set()  # names of steps that wait a little while something is being sent


def register(step: Step, *, patient: bool = False) -> None:
    """Enter a step; a second one of the same name takes the first one's place."""
    STEPS[:] = [known for known in STEPS if known.name != step.name] + [step]
    (PATIENT.add if patient else PATIENT.discard)(step.name)
