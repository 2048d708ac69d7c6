"""Freezes: one person stops all publishing in a scope, two people let it go on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from oyez.domain.day import Day
from oyez.domain.errors import NotAllowed, Sentence, say
from oyez.domain.roles import covers

FROZEN: Final = "{scope} is frozen since {day}: {reason}"  # what whoever is held is told


@dataclass(frozen=True, slots=True)
class Frozen:
    """A freeze in force; `name` says in words what the scope is, `at` is the moment it began."""

    scope: str
    name: str
    reason: str
    since: date
    at: datetime | None = None


def frozen_by(path: str, freezes: Iterable[Frozen]) -> Sentence | None:
    """None if nothing freezes the path, or the sentence of the widest freeze."""
    found = [freeze for freeze in freezes if covers(freeze.scope, path)]
    if not found:
        return None
    widest = min(found, key=lambda freeze: len(freeze.scope))
    return say(
        FROZEN,
        scope=widest.name,
        day=Day.of(widest.since),
        reason=widest.reason,
    )


def voice_since(path: str, freezes: Iterable[Frozen]) -> datetime | None:
    """Since when a frozen own outlet may still speak in an emergency; None where it may not.

    Only where everything is frozen, as it is when somebody has got in: then the public needs one
    place to believe. What was decided before that moment stays held; a freeze of the outlet, of
    its unit or of its authority is meant for it and shuts it too.
    """
    found = [freeze for freeze in freezes if covers(freeze.scope, path)]
    times = [freeze.at for freeze in found if freeze.at is not None]
    if not found or len(times) < len(found) or any(freeze.scope != "/" for freeze in found):
        return None
    return max(times)


class LiftStep(StrEnum):
    """What somebody's wish to lift a freeze does now."""

    ASK = "ask"
    LIFT = "lift"


def lift_step(*, lifted: bool, first: int | None, person: int) -> LiftStep:
    """The first person only asks, a second and different one lifts."""
    if lifted:
        raise NotAllowed(say("This freeze has been lifted already."))
    if first is None:
        return LiftStep.ASK
    if first == person:
        raise NotAllowed(say("You have asked already. A second person has to lift the freeze."))
    return LiftStep.LIFT
