"""The step that asks every platform once a day whether it still lets its channels in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cached_property
from types import MappingProxyType

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from oyez.govern import health
from oyez.govern.models import Channel
from oyez.govern.probing import Answer, ask
from oyez.platforms.door import Door
from oyez.publish.health import tell_about
from oyez.work.every import Every
from oyez.work.registry import Claimed


class ProbeDue:
    """One channel after the other, in a thread and through a door of its own.

    However many are due, deliveries keep their slots and connections.
    """

    name = "probe"
    lanes: Mapping[str, int] = MappingProxyType({"routine": 1})

    def __init__(self) -> None:
        self.time, self.filled = Every(1.0), Every(300.0)

    @cached_property
    def door(self) -> Door:
        """The one way out."""
        return Door(allowed_networks=settings.PRIVATE_NETWORKS, only_allowed=settings.EXERCISE)

    def claim(self, lane: str, free: int, now: datetime, worker: str) -> Claimed:  # noqa: ARG002
        """Take one channel whose turn it is, once a second at most."""
        if not self.time():
            return Claimed()
        if self.filled():
            health.enter_missing(now)
        return Claimed(health.take_due(now, free))

    def run(self, errand: Channel) -> Answer:
        """Ask the platform."""
        return ask(errand, self.door, timezone.now())

    def record(self, results: Sequence[tuple[Channel, Answer]], now: datetime) -> None:
        """Write what was found, and tell those who can do something about it."""
        with transaction.atomic():
            for channel, answer in results:
                row, news = health.note(channel, answer.health, answer.ends_at, now)
                tell_about(channel, row, news, now)
