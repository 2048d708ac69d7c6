"""The step that looks at what unsent texts link to, so that nobody waits for a foreign site."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cached_property
from types import MappingProxyType

from django.utils import timezone

from oyez.domain.looking import Looked
from oyez.govern.looker import looker
from oyez.looking.look import Looker
from oyez.publish.looks import Turn, take_due, write_looks
from oyez.work.every import Every
from oyez.work.registry import Claimed


class LookDue:
    """A few looks at a time in threads of their own; no delivery waits for any of them."""

    name = "look"
    lanes: Mapping[str, int] = MappingProxyType({"routine": 2})

    def __init__(self) -> None:
        self.time = Every(0.25)

    @cached_property
    def looker(self) -> Looker:
        """The eyes of this installation."""
        return looker()

    def claim(self, lane: str, free: int, now: datetime, worker: str) -> Claimed:  # noqa: ARG002
        """Take addresses whose turn it is."""
        return Claimed(take_due(now, free)) if self.time() else Claimed()

    def run(self, errand: Turn) -> Looked:
        """Look."""
        return self.looker.look(errand.address, timezone.now())

    def record(self, results: Sequence[tuple[Turn, Looked]], now: datetime) -> None:
        """Keep what was seen, and judge the texts by it."""
        write_looks(results, now)
