"""The step that removes posts which are not in our books."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cached_property
from types import MappingProxyType

from django.conf import settings
from django.utils import timezone

from oyez.guard.removing import Tried, Turn, record_removals, remove, take_removals
from oyez.platforms.door import Door
from oyez.work.every import Every
from oyez.work.registry import Claimed


class RemoveStrangers:
    """In a lane of its own, as other takedowns are: seconds count here too."""

    name = "remove_strangers"
    lanes: Mapping[str, int] = MappingProxyType({"retract": 2})

    def __init__(self) -> None:
        self.time = Every(0.5)

    @cached_property
    def door(self) -> Door:
        """The one way out."""
        return Door(allowed_networks=settings.PRIVATE_NETWORKS, only_allowed=settings.EXERCISE)

    def claim(self, lane: str, free: int, now: datetime, worker: str) -> Claimed:  # noqa: ARG002
        """Take what was wished for."""
        return Claimed(take_removals(now, free) if self.time() else ())

    def run(self, errand: Turn) -> Tried:
        """Ask the platform, and look."""
        return remove(errand, self.door, timezone.now())

    def record(self, results: Sequence[tuple[Turn, Tried]], now: datetime) -> None:
        """Remember what came of it."""
        record_removals(results, now)
