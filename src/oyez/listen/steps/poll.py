"""The step that asks every channel what is new, whether or not its platform calls."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cached_property
from types import MappingProxyType

from django.conf import settings
from django.utils import timezone

from oyez.listen.polling import Turn, ask, enter_missing, hurry_lively, take_due, write_answers
from oyez.platforms.door import Door
from oyez.platforms.heard import Inbox
from oyez.platforms.port import Failed
from oyez.work.every import Every
from oyez.work.registry import Claimed


class Poll:
    """In threads and through a door of its own: however many wait, deliveries keep theirs."""

    name = "poll"
    lanes: Mapping[str, int] = MappingProxyType({"routine": 8})

    def __init__(self) -> None:
        self.time, self.filled, self.hurried = Every(0.25), Every(30.0), Every(3.0)

    @cached_property
    def door(self) -> Door:
        """The one way out; an exercise reaches nothing but the simulator's loopback."""
        return Door(allowed_networks=settings.PRIVATE_NETWORKS, only_allowed=settings.EXERCISE)

    def claim(self, lane: str, free: int, now: datetime, worker: str) -> Claimed:  # noqa: ARG002
        """Take channels whose turn it is, a few at a time."""
        if not self.time():
            return Claimed()
        if self.filled():
            enter_missing(now)
        if self.hurried():
            hurry_lively(now)
        return Claimed(take_due(now, free))

    def run(self, errand: Turn) -> Inbox | Failed:
        """Ask the platform."""
        return ask(errand, self.door, timezone.now())

    def record(self, results: Sequence[tuple[Turn, Inbox | Failed]], now: datetime) -> None:
        """Keep what came."""
        write_answers(results, now)
