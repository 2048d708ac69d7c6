"""What the worker does for the archive: runs, campaigns, and forgetting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cached_property
from types import MappingProxyType

from django.conf import settings
from django.utils import timezone

from oyez.archive import purging, running
from oyez.archive.forgetting import forget
from oyez.archive.removing import Tried, remove
from oyez.govern.looker import door as looking_door
from oyez.looking.door import Door as Looking
from oyez.platforms.door import Door
from oyez.work.every import Every
from oyez.work.registry import Claimed
from oyez.work.registry import register as enter


class ArchiveDue:
    """Runs over channels, a portion after the other."""

    name = "archive"
    lanes: Mapping[str, int] = MappingProxyType({"routine": 1})

    def __init__(self) -> None:
        self.time = Every(0.5)

    @cached_property
    def door(self) -> Door:
        """The one way out."""
        return Door(allowed_networks=settings.PRIVATE_NETWORKS, only_allowed=settings.EXERCISE)

    @cached_property
    def looking(self) -> Looking:
        """The door to pages."""
        return looking_door()

    def claim(self, lane: str, free: int, now: datetime, worker: str) -> Claimed:  # noqa: ARG002
        """Do a portion of rows, and take what asks outside; no pause while there is more."""
        if not self.time():
            return Claimed()
        turns = running.take_due(now, free)
        if running.waits(now):
            self.time.soon()
        return Claimed(turns)

    def run(self, errand: running.Turn) -> running.Result:
        """Ask outside."""
        return running.perform(errand, self.door, self.looking, timezone.now())

    def record(self, results: Sequence[tuple[running.Turn, running.Result]], now: datetime) -> None:
        """Write what came, and go on."""
        running.write_results(results, now)


class PurgeDue:
    """Campaigns, paced; no delivery and no incident waits for one."""

    name = "purge"
    lanes: Mapping[str, int] = MappingProxyType({"routine": 2})

    def __init__(self) -> None:
        self.time = Every(0.5)

    @cached_property
    def door(self) -> Door:
        """The one way out."""
        return Door(allowed_networks=settings.PRIVATE_NETWORKS, only_allowed=settings.EXERCISE)

    def claim(self, lane: str, free: int, now: datetime, worker: str) -> Claimed:  # noqa: ARG002
        """Take the next posts, their intents committed."""
        return Claimed(purging.take_due(now, free) if self.time() else ())

    def run(self, errand: purging.Turn) -> Tried:
        """Ask the platform, and look."""
        return remove(errand, self.door, timezone.now())

    def record(self, results: Sequence[tuple[purging.Turn, Tried]], now: datetime) -> None:
        """Write what came of it."""
        purging.write_results(results, now)


class ForgetDue:
    """Records whose time is over, a few at a time."""

    name = "forget_records"
    lanes: Mapping[str, int] = MappingProxyType({"routine": 1})

    def __init__(self) -> None:
        self.time = Every(60.0)

    def claim(self, lane: str, free: int, now: datetime, worker: str) -> Claimed:  # noqa: ARG002
        """Do it here: there is nothing to call."""
        if self.time():
            forget(now)
        return Claimed()

    def run(self, errand: object) -> None:
        """Nothing is ever claimed."""

    def record(self, results: Sequence[tuple[object, object]], now: datetime) -> None:
        """Nothing is ever claimed."""


def register() -> None:
    """Enter the steps."""
    enter(ArchiveDue(), patient=True)
    enter(PurgeDue(), patient=True)
    enter(ForgetDue(), patient=True)
