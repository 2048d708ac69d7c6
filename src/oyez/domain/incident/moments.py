"""What can happen in an incident, and its order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Happening(StrEnum):
    """One kind of moment; the order here is that of moments at the same time."""

    POSTED = "posted"
    CHANGED = "changed"  # what was linked turned into something else
    FOREIGN = "foreign"  # a post that is not in our books stood there
    SIGN = "sign"  # the first warning, or whatever else spoke for it first
    QUIET = "quiet"
    RAISED = "raised"
    PAGED = "paged"
    ACKNOWLEDGED = "acknowledged"
    LOCKED = "locked"
    FROZEN = "frozen"
    ASKED = "asked"  # somebody took it down
    GONE = "gone"  # on one channel, read from outside
    ALL_GONE = "all_gone"
    CORRECTION = "correction"  # the words went out
    CORRECTED = "corrected"  # they stand on one channel
    ALL_CORRECTED = "all_corrected"
    SAID = "said"  # another notice about it went out
    CONTAINED = "contained"
    RESOLVED = "resolved"


ORDER = {one: number for number, one in enumerate(Happening)}


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing that happened: where (a channel), by whom, and what proves it."""

    at: datetime
    what: Happening
    where: str = ""
    by: str = ""
    proof: str = ""


def ordered(moments: Iterable[Moment]) -> list[Moment]:
    """By time; what happened in the same moment in the order in which such things happen."""
    return sorted(moments, key=lambda one: (one.at, ORDER[one.what], one.where))


def first(moments: Sequence[Moment], *kinds: Happening) -> Moment | None:
    """The first moment of one of these kinds."""
    return next((one for one in ordered(moments) if one.what in kinds), None)


def last(moments: Sequence[Moment], *kinds: Happening) -> Moment | None:
    """The last moment of one of these kinds."""
    return next((one for one in reversed(ordered(moments)) if one.what in kinds), None)
