"""The life of a review, as a table."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Stage(StrEnum):
    """OPEN while evidence is collected, FROZEN while people comment and decide, then DECIDED."""

    OPEN = "open"
    FROZEN = "frozen"
    DECIDED = "decided"
    DROPPED = "dropped"


MOVES: Final[dict[Stage, frozenset[Stage]]] = {
    Stage.OPEN: frozenset({Stage.FROZEN, Stage.DROPPED}),
    Stage.FROZEN: frozenset({Stage.DECIDED, Stage.DROPPED}),
    Stage.DECIDED: frozenset(),
    Stage.DROPPED: frozenset(),
}


def _check() -> None:
    if set(MOVES) != set(Stage) or {stage for stage in Stage if not MOVES[stage]} != {
        Stage.DECIDED,
        Stage.DROPPED,
    }:
        raise AssertionError("a review ends decided or dropped, and nowhere else")


_check()
