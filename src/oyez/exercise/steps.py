"""The step that plays drills: each event once and in order, whoever works and however they die."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from django.conf import settings

from oyez.exercise.playing.due import Errand, claim
from oyez.exercise.playing.write import write
from oyez.exercise.steer import Answer, ask
from oyez.work.every import Every
from oyez.work.registry import Claimed

Result = Answer | str
NO_CALL = "no call"


class PlayDue:
    """Events of the running drill, and the end of one that is over."""

    name = "drill"
    lanes: Mapping[str, int] = MappingProxyType({"routine": 1})

    def __init__(self, pause: float = 0.1) -> None:
        self.time = Every(pause)

    def claim(self, lane: str, free: int, now: datetime, worker: str) -> Claimed:  # noqa: ARG002
        """Take the next event; a real installation has none."""
        if not settings.EXERCISE or not self.time():
            return Claimed()
        errand = claim(now, worker)
        return Claimed([errand] if errand else (), 0)

    def run(self, errand: Errand) -> Result:
        """Ask the simulator, where the event needs that."""
        return ask(errand.call) if errand.call else NO_CALL

    def record(self, results: Sequence[tuple[Errand, Result]], now: datetime) -> None:
        """Write what came of it, and do what rows alone need."""
        for errand, result in results:
            write(errand, result if isinstance(result, Answer) else None, now)
