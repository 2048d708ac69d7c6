"""The calendar of a story: weeks pass between two acts, for everybody on the stage at once."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.utils import timezone

from oyez.listen.models import Deed
from oyez.proof import clock
from oyez.proof.stage import Stage
from oyez.proof.stories.player import Player
from oyez.proof.stories.theatre import NO_WORKER
from oyez.publish.models import Delivery

# How long a jump waits for what is under way: a lease that runs out would look like a dead worker.
PATIENCE: Final = 5.0
TICK: Final = 0.05


@dataclass(frozen=True, slots=True)
class Calendar:
    """Puts the clock of a stage forward, with a worker or without one."""

    player: Player
    stage: Stage
    sabotage: str = ""

    def until(self, at: datetime) -> None:
        """Nobody does anything until then."""
        _rest()
        far = clock.put_forward(at)
        self.player.tell(f"{_length(far)} later: {day_and_hour(at)}.")

    @contextmanager
    def nobody_works(self) -> Iterator[None]:
        """The worker is killed in the middle of whatever it does; another one comes in the end."""
        for worker in self.stage.workers:
            if worker.alive:
                worker.kill()
        yield
        if self.sabotage != NO_WORKER:
            self.stage.start_worker(sabotage=self.sabotage)


def day_and_hour(at: datetime) -> str:
    """For people."""
    there = timezone.localtime(at)
    return f"{there:%A}, {there.day} {there:%B %Y, %H:%M}"


def on_the_clock() -> str:
    """What the clock of the story shows."""
    there = timezone.localtime()
    return f"{there.day:2} {there:%b %H:%M:%S}"


def _rest() -> None:
    until = time.monotonic() + PATIENCE
    while _busy() and time.monotonic() < until:
        time.sleep(TICK)


def _busy() -> bool:
    sending = Deed.objects.filter(lease_until__isnull=False)
    return Delivery.objects.exclude(lease="").exists() or sending.exists()


def _length(far: timedelta) -> str:
    for many, unit in ((far.days, "day"), (far.seconds // 3600, "hour")):
        if many:
            return f"{many} {unit}{'' if many == 1 else 's'}"
    return f"{far.seconds / 60:.0f} minutes"
