"""The step that has a scorer read what people said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from oyez.listen.automatic import answer_automatically
from oyez.listen.scoring import Batch, judge, take_due, write_scores
from oyez.scoring import Scored
from oyez.work.every import Every
from oyez.work.registry import Claimed


class ScoreDue:
    """One batch at a time in one thread of the routine lane: a takedown never waits for it."""

    name = "score"
    lanes: Mapping[str, int] = MappingProxyType({"routine": 1})

    def __init__(self) -> None:
        self.time = Every(0.05)

    def claim(self, lane: str, free: int, now: datetime, worker: str) -> Claimed:  # noqa: ARG002
        """Take the batch that is due."""
        batch = take_due(now) if self.time() else None
        return Claimed([batch]) if batch else Claimed()

    def run(self, errand: Batch) -> Sequence[Scored]:
        """Read it."""
        return judge(errand)

    def record(self, results: Sequence[tuple[Batch, Sequence[Scored]]], now: datetime) -> None:
        """Keep what was said, and answer where nobody is there."""
        for batch, scored in results:
            write_scores(batch, scored, now)
            answer_automatically(batch.items, now)
