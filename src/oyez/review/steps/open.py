"""The step that opens reviews on their day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from oyez.review.scheduled import open_due
from oyez.work.every import Every
from oyez.work.registry import Claimed


class OpenDue:
    """A look every ten minutes is early enough for a day."""

    name = "open review"
    lanes: Mapping[str, int] = MappingProxyType({"routine": 1})

    def __init__(self) -> None:
        self.time = Every(600.0)

    def claim(self, lane: str, free: int, now: datetime, worker: str) -> Claimed:  # noqa: ARG002 - the step's verb
        """Rows alone are needed, so that nothing is left for a thread."""
        if self.time():
            open_due(now)
        return Claimed()

    def run(self, errand: object) -> object:
        """There are no errands."""
        return errand

    def record(self, results: Sequence[tuple[object, object]], now: datetime) -> None:
        """Nothing is left to write."""
