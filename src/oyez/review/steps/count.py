"""The step that counts each day of each channel from our own rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from oyez.review.counting import Errand, Found, due, forget_salts, keep, read
from oyez.work.every import Every
from oyez.work.registry import Claimed

FEW = 2  # channels in a round, so that nothing waits for a count


class CountDays:
    """In the routine lane, a few channels in a round."""

    name = "count"
    lanes: Mapping[str, int] = MappingProxyType({"routine": 1})

    def __init__(self) -> None:
        self.time, self.forgot = Every(5.0), Every(3600.0)

    def claim(self, lane: str, free: int, now: datetime, worker: str) -> Claimed:  # noqa: ARG002 - the step's verb
        """Channels of which a day is over; counted by two workers, the same is written twice."""
        if self.forgot():
            forget_salts(now)
        return Claimed(due(now, FEW)) if self.time() else Claimed()

    def run(self, errand: Errand) -> Found:
        """Read the rows."""
        return read(errand)

    def record(self, results: Sequence[tuple[Errand, Found]], now: datetime) -> None:  # noqa: ARG002 - the step's verb
        """Write the figures."""
        for errand, found in results:
            keep(errand, found)
