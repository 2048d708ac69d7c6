"""The step that looks again at what notices link to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cached_property
from types import MappingProxyType

from django.utils import timezone

from oyez.domain.looking import Looked
from oyez.govern.looker import looker
from oyez.guard.seeing import write_looks
from oyez.guard.watching import Turn, end_needless, enter_fresh, enter_more, take_due
from oyez.looking.look import Looker
from oyez.work.every import Every
from oyez.work.registry import Claimed


class WatchDue:
    """A few looks at a time, each at another host; no delivery waits for any of them."""

    name = "watch"
    lanes: Mapping[str, int] = MappingProxyType({"routine": 4})

    def __init__(self) -> None:
        self.time, self.entered, self.tidied = Every(0.25), Every(2.0), Every(10.0)
        self.upto = 0

    @cached_property
    def looker(self) -> Looker:
        """The eyes; every look is a new one, nothing is kept between two."""
        return looker()

    def claim(self, lane: str, free: int, now: datetime, worker: str) -> Claimed:  # noqa: ARG002
        """Take addresses whose turn it is."""
        if not self.time():
            return Claimed()
        if self.entered():
            enter_fresh(now)
        if self.tidied():
            self.upto = enter_more(self.upto, now)
            end_needless()
        return Claimed(take_due(now, free))

    def run(self, errand: Turn) -> Looked:
        """Look."""
        return self.looker.look(errand.address, timezone.now())

    def record(self, results: Sequence[tuple[Turn, Looked]], now: datetime) -> None:
        """Keep what was seen."""
        write_looks(results, now)
