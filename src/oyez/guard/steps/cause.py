"""The step that raises what no reply raises, and ends what is over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from oyez.guard.actions.take_down import take_down_overtime
from oyez.guard.causes import raise_due
from oyez.guard.ending import contain_due
from oyez.guard.outages import raise_outages
from oyez.guard.unanswered import freeze_unanswered
from oyez.guard.waiting import raise_overdue
from oyez.work.every import Every
from oyez.work.registry import Claimed


class Causes:
    """Works on rows only."""

    name = "causes"
    lanes: Mapping[str, int] = MappingProxyType({"routine": 1})

    def __init__(self) -> None:
        self.time, self.quick, self.slow = Every(0.5), Every(2.0), Every(15.0)

    def claim(self, lane: str, free: int, now: datetime, worker: str) -> Claimed:  # noqa: ARG002
        """Do it here: there is nothing to call."""
        if self.time():
            raise_due(now)
        if self.quick():
            contain_due(now)
            freeze_unanswered(now)
            take_down_overtime(now)
        if self.slow():
            raise_outages(now)
            raise_overdue(now)
        return Claimed()

    def run(self, errand: object) -> None:
        """Nothing is ever claimed."""

    def record(self, results: Sequence[tuple[object, object]], now: datetime) -> None:
        """Nothing is ever claimed."""
