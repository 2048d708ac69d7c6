"""The step that answers people, and hides or deletes what breaks the house rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cached_property
from types import MappingProxyType

from django.conf import settings

from oyez.listen.doing import DeedErrand, perform, take_due, write_outcomes
from oyez.platforms.door import Door
from oyez.platforms.port import Outcome
from oyez.work.every import Every
from oyez.work.registry import Claimed


class DoDeeds:
    """In threads and through a door of its own: however many wait, deliveries keep theirs."""

    name = "deeds"
    lanes: Mapping[str, int] = MappingProxyType({"routine": 4})

    def __init__(self) -> None:
        self.time = Every(0.1)

    @cached_property
    def door(self) -> Door:
        """The one way out; an exercise reaches nothing but the simulator's loopback."""
        return Door(allowed_networks=settings.PRIVATE_NETWORKS, only_allowed=settings.EXERCISE)

    def claim(self, lane: str, free: int, now: datetime, worker: str) -> Claimed:  # noqa: ARG002
        """Take deeds that are due, their intents committed."""
        return Claimed(take_due(now, free)) if self.time() else Claimed()

    def run(self, errand: DeedErrand) -> Outcome:
        """Make the call."""
        return perform(errand, self.door)

    def record(self, results: Sequence[tuple[DeedErrand, Outcome]], now: datetime) -> None:
        """Keep what came of it."""
        write_outcomes(results, now)
