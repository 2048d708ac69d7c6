"""The rooms for leaving a platform broken on purpose: a story that does not notice proves nothing.

Beside the ways in which the heart of delivery is broken; for the harness's own workers only.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

EARLY: Final = timedelta(days=8)


class Carelessness(StrEnum):
    """What is broken."""

    EARLY_MODES = "early-modes"
    NO_PACE = "no-pace"
    BELIEVE_DELETIONS = "believe-deletions"
    LOSE_RECORDS = "lose-records"


def break_room(how: Carelessness) -> None:
    """From now on this process is careless in this way."""
    BREAKS[how]()


def _early_modes() -> None:
    """More than a week before their hours, plans do what they should do at them."""
    from oyez.plans.steps import PlansDue  # noqa: PLC0415 (needs Django set up)

    claim = PlansDue.claim

    def hasty(step: PlansDue, lane: str, free: int, *now_and_who: Any) -> Any:
        now, worker = now_and_who
        return claim(step, lane, free, now + EARLY, worker)

    PlansDue.claim = hasty  # type: ignore[method-assign, assignment]


def _no_pace() -> None:
    """A campaign asks as fast as it can."""
    from oyez.archive import purging  # noqa: PLC0415 (as above)

    vars(purging)["next_opening"] = lambda _purge, now: now


def _believe_deletions() -> None:
    """A yes of the platform is taken for a proof, whatever a look shows."""
    from oyez.archive import removing  # noqa: PLC0415 (as above)
    from oyez.domain.purge import Came  # noqa: PLC0415 (as above)

    vars(removing)["seen"] = lambda _found: removing.Tried(Came.GONE, evidence="it said yes")


def _lose_records() -> None:
    """With a post goes the record of it."""
    from oyez.archive import purging  # noqa: PLC0415 (as above)
    from oyez.archive.models import Record, Removal  # noqa: PLC0415 (as above)
    from oyez.domain.purge import RemovalState  # noqa: PLC0415 (as above)

    write = purging.write_results

    def losing(results: Any, now: datetime) -> None:
        write(results, now)
        gone = Removal.objects.filter(state=RemovalState.GONE).values("record")
        Record.objects.filter(pk__in=gone).update(text="", forgotten_at=now)

    vars(purging)["write_results"] = losing


BREAKS: Final[dict[Carelessness, Callable[[], None]]] = {
    Carelessness.EARLY_MODES: _early_modes,
    Carelessness.NO_PACE: _no_pace,
    Carelessness.BELIEVE_DELETIONS: _believe_deletions,
    Carelessness.LOSE_RECORDS: _lose_records,
}
