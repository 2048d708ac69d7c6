"""How long each part of an incident took, beside what is aimed at and what it took in 2017."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from oyez.domain.incident.moments import Happening, Moment, first

H = Happening


@dataclass(frozen=True, slots=True)
class Measured:
    """A span in seconds: from the first kind of moment that there is to the earliest of others.

    `goal` is what is aimed at; `before` what it took in Avon and Somerset in 2017, where known.
    """

    name: str
    begins: tuple[Happening, ...]
    ends: tuple[Happening, ...]
    goal: float | None = None
    before: float | None = None


MEASURED = (
    # Followers warned for about twenty minutes before anybody looked.
    Measured("noticed", (H.SIGN,), (H.PAGED,), 60, 20 * 60),
    Measured("acknowledged", (H.PAGED,), (H.ACKNOWLEDGED,), 120),
    Measured("decided", (H.ACKNOWLEDGED, H.PAGED), (H.ASKED, H.CORRECTION, H.LOCKED)),
    Measured("removed", (H.ASKED,), (H.ALL_GONE,), 5),
    # The best that is known, 2018, is five minutes; the goal is under two with one person.
    Measured("said", (H.RAISED, H.QUIET), (H.CORRECTION, H.SAID), 120),
    # The post stood for almost an hour.
    Measured("stood", (H.POSTED, H.FOREIGN), (H.ALL_GONE,), None, 60 * 60),
)


@dataclass(frozen=True, slots=True)
class Span:
    """One part: seconds, or None where it has not come so far or never began."""

    name: str
    seconds: float | None
    goal: float | None
    before: float | None

    @property
    def met(self) -> bool | None:
        """Whether the goal was met; None where there is none, or nothing to measure."""
        if self.goal is None or self.seconds is None:
            return None
        return self.seconds <= self.goal


def spans(moments: Sequence[Moment]) -> list[Span]:
    """Every part that has begun, in order."""
    found = []
    for one in MEASURED:
        begun, ended = _begun(moments, one), first(moments, *one.ends)
        if begun is None:
            continue
        seconds = max((ended.at - begun.at).total_seconds(), 0.0) if ended else None
        found.append(Span(one.name, seconds, one.goal, one.before))
    return found


def _begun(moments: Sequence[Moment], one: Measured) -> Moment | None:
    """The first moment of the first kind that happened at all."""
    found = (first(moments, kind) for kind in one.begins)
    return next((moment for moment in found if moment), None)
