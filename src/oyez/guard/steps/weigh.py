"""The step that weighs what people say about notices that are out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from oyez.guard.weighing import weigh_due
from oyez.work.every import Every
from oyez.work.registry import Claimed


class Weigh:
    """Works on rows only; once a second, so that a warning is heard within seconds."""

    name = "weigh"
    lanes: Mapping[str, int] = MappingProxyType({"routine": 1})

    def __init__(self) -> None:
        self.time = Every(1.0)

    def claim(self, lane: str, free: int, now: datetime, worker: str) -> Claimed:  # noqa: ARG002
        """Do it here: there is nothing to call."""
        if self.time():
            weigh_due(now)
        return Claimed()

    def run(self, errand: object) -> None:
        """Nothing is ever claimed."""

    def record(self, results: Sequence[tuple[object, object]], now: datetime) -> None:
        """Nothing is ever claimed."""
