"""The step that tries the ways by which people are paged, once a day and when somebody asks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cached_property
from types import MappingProxyType

from django.conf import settings

from oyez.guard.sending import send
from oyez.guard.trying import record_trials, take_trials, try_daily
from oyez.guard.ways import Call
from oyez.platforms.door import Door
from oyez.work.every import Every
from oyez.work.registry import Claimed


class TryWays:
    """Routine: a trial waits where an alarm does not."""

    name = "try_ways"
    lanes: Mapping[str, int] = MappingProxyType({"routine": 2})

    def __init__(self) -> None:
        self.time, self.daily = Every(1.0), Every(60.0)

    @cached_property
    def door(self) -> Door:
        """The one way out."""
        return Door(allowed_networks=settings.PRIVATE_NETWORKS, only_allowed=settings.EXERCISE)

    def claim(self, lane: str, free: int, now: datetime, worker: str) -> Claimed:  # noqa: ARG002
        """Write the day's, then take what waits."""
        if not self.time():
            return Claimed()
        if self.daily():
            try_daily(now)
        return Claimed(take_trials(now, free))

    def run(self, call: Call) -> str:
        """Send one."""
        return send(call, self.door)

    def record(self, results: Sequence[tuple[Call, str]], now: datetime) -> None:
        """Remember what came of it."""
        record_trials(results, now)
