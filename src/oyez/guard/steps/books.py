"""The step that finds posts on our channels that are not in our books."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cached_property
from types import MappingProxyType

from django.conf import settings
from django.utils import timezone

from oyez.guard.books import Answer, Turn, enter_missing, read, take_due, write_readings
from oyez.platforms.door import Door
from oyez.work.every import Every
from oyez.work.registry import Claimed


class CompareBooks:
    """Reads every channel's own posts, in threads and through a door of its own."""

    name = "compare-books"
    lanes: Mapping[str, int] = MappingProxyType({"routine": 4})

    def __init__(self) -> None:
        self.time, self.filled = Every(0.5), Every(30.0)

    @cached_property
    def door(self) -> Door:
        """The one way out; an exercise reaches nothing but the simulator's loopback."""
        return Door(allowed_networks=settings.PRIVATE_NETWORKS, only_allowed=settings.EXERCISE)

    def claim(self, lane: str, free: int, now: datetime, worker: str) -> Claimed:  # noqa: ARG002
        """Take channels whose turn it is."""
        if not self.time():
            return Claimed()
        if self.filled():
            enter_missing(now)
        return Claimed(take_due(now, free))

    def run(self, errand: Turn) -> Answer:
        """Ask the platform."""
        return read(errand, self.door, timezone.now())

    def record(self, results: Sequence[tuple[Turn, Answer]], now: datetime) -> None:
        """Compare."""
        write_readings(results, now)
