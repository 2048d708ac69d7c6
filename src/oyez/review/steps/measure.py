"""The step that asks the platforms for figures once a day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cached_property
from types import MappingProxyType

from django.conf import settings
from django.utils import timezone

from oyez.platforms.door import Door
from oyez.review.measuring import Answer, Turn, ask, enter_missing, take_due, write_answers
from oyez.work.every import Every
from oyez.work.registry import Claimed


class Measure:
    """Two channels at a time through a door of its own."""

    name = "measure"
    lanes: Mapping[str, int] = MappingProxyType({"routine": 2})

    def __init__(self) -> None:
        self.time, self.filled = Every(5.0), Every(300.0)

    @cached_property
    def door(self) -> Door:
        """The one way out; an exercise reaches nothing but the simulator's loopback."""
        return Door(allowed_networks=settings.PRIVATE_NETWORKS, only_allowed=settings.EXERCISE)

    def claim(self, lane: str, free: int, now: datetime, worker: str) -> Claimed:  # noqa: ARG002 - the step's verb
        """Take channels whose turn it is."""
        if not self.time():
            return Claimed()
        if self.filled():
            enter_missing(now)
        return Claimed(take_due(now, free))

    def run(self, errand: Turn) -> Answer:
        """Ask the platform."""
        return ask(errand, self.door, timezone.now())

    def record(self, results: Sequence[tuple[Turn, Answer]], now: datetime) -> None:
        """Keep what was told."""
        write_answers(results, now)
