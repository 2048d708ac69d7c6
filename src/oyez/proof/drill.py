"""A drill from start to end by itself: a throw-away exercise whose people act as written."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from oyez.proof.stories.theatre import theatre

if TYPE_CHECKING:
    from oyez.exercise.figures import Report
    from oyez.exercise.models import Drill, DrillEvent

TICK = 0.1
PATIENCE = 15.0  # for the worker to take the faults away at the end


def play(source: str, *, speed: float, tell: Callable[[DrillEvent], None]) -> Report:
    """The figures of the whole; `tell` takes each event once it was played."""
    with theatre(everywhere=True) as (stage, _outside):
        from django.utils import timezone  # noqa: PLC0415 (needs Django set up)

        from oyez.exercise.actions import start_drill, stop_drill  # noqa: PLC0415 (as above)
        from oyez.exercise.figures import report  # noqa: PLC0415 (as above)

        drill = start_drill(None, source, at=timezone.now(), speed=speed, acted=True)
        _follow(drill, tell)
        if drill.running:
            stop_drill(None, drill, at=timezone.now())
        _cleared(drill)
        if crashes := stage.crashes():
            raise RuntimeError(f"{crashes} steps crashed in the worker")
        return report(drill, timezone.now())


def _follow(drill: Drill, tell: Callable[[DrillEvent], None]) -> None:
    """Tell each event, until nothing more is to come and every goal is decided."""
    from django.utils import timezone  # noqa: PLC0415 (needs Django set up)

    from oyez.exercise.figures import Verdict, report  # noqa: PLC0415 (as above)

    known: set[int] = set()
    while True:
        drill.refresh_from_db()
        now = report(drill, timezone.now())
        for event in now.events:
            if event.done_at and event.pk not in known:
                known.add(event.pk)
                tell(event)
        coming = any(event.due_at and not event.done_at for event in now.events)
        if not drill.running or not (coming or now.count(Verdict.OPEN)):
            return
        time.sleep(TICK)


def _cleared(drill: Drill) -> None:
    until = time.monotonic() + PATIENCE
    while drill.cleared_at is None and time.monotonic() < until:
        time.sleep(TICK)
        drill.refresh_from_db()
