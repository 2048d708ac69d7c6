"""The step that brings deliveries to what they should be, one platform call at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cached_property

from django.conf import settings

from oyez.platforms.door import Door
from oyez.publish.delivering.claim import claim
from oyez.publish.delivering.errand import Errand
from oyez.publish.delivering.load import Loader
from oyez.publish.delivering.perform import Came, perform
from oyez.publish.delivering.record import write_results
from oyez.publish.models import Lane
from oyez.work.registry import Claimed


class DeliverDue:
    """Deliveries on other people's platforms; the own outlets are `reach`'s."""

    name = "deliver"

    @cached_property
    def lanes(self) -> Mapping[str, int]:
        """Slots of their own for takedowns and for critical notices, so neither ever waits."""
        return dict.fromkeys((Lane.RETRACT, Lane.CRITICAL, Lane.ROUTINE), settings.WORKER_SLOTS)

    @cached_property
    def door(self) -> Door:
        """The one way out; an exercise reaches nothing but the simulator's loopback."""
        return Door(allowed_networks=settings.PRIVATE_NETWORKS, only_allowed=settings.EXERCISE)

    def claim(self, lane: str, free: int, now: datetime, worker: str) -> Claimed:
        """Take due deliveries of the lane."""
        taken, context, seen = claim(lane, free, now, own=False, worker=worker)
        if context is None or not taken:
            return Claimed(rows=seen)
        return Claimed(Loader(taken, context).errands(), seen)

    def run(self, errand: Errand) -> Came:
        """Make the call."""
        return perform(errand, self.door)

    def record(self, results: Sequence[tuple[Errand, Came]], now: datetime) -> None:
        """Write the outcomes."""
        write_results(results, now)
