"""The step that pages people about open alarms, and goes on to the next who must know."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cached_property
from types import MappingProxyType

from django.conf import settings

from oyez.guard.paging import page_due
from oyez.guard.sending import record_pages, send, take_pages
from oyez.guard.ways import Call
from oyez.platforms.door import Door
from oyez.work.every import Every
from oyez.work.registry import Claimed


class PagePeople:
    """Before everything routine: a page that waits is an alarm that nobody hears."""

    name = "page"
    lanes: Mapping[str, int] = MappingProxyType({"critical": 4})

    def __init__(self) -> None:
        self.time = Every(0.5)

    @cached_property
    def door(self) -> Door:
        """The one way out."""
        return Door(allowed_networks=settings.PRIVATE_NETWORKS, only_allowed=settings.EXERCISE)

    def claim(self, lane: str, free: int, now: datetime, worker: str) -> Claimed:  # noqa: ARG002
        """Write what is due, then take what waits to be sent."""
        if not self.time():
            return Claimed()
        page_due(now)
        return Claimed(take_pages(now, free))

    def run(self, call: Call) -> str:
        """Send one."""
        return send(call, self.door)

    def record(self, results: Sequence[tuple[Call, str]], now: datetime) -> None:
        """Remember what left the house, and try again what did not."""
        record_pages(results, now)
