"""Freezes: one person stops all publishing in a scope, two people let it go on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from oyez.domain.day import Day
from oyez.domain.errors import NotAllowed, Sentence, say
from oyez.domain.roles import covers


@dataclass(frozen=True, slots=True)
class Frozen:
    """A freeze in force; `name` says in words what the scope is."""

    scope: str
    name: str
    reason: str
    since: date


def frozen_by(path: str, freezes: Iterable[Frozen]) -> Sentence | None:
    """None if nothing freezes the path, or the sentence of the widest freeze."""
    found = [freeze for freeze in freezes if covers(freeze.scope, path)]
    if not found:
        return None
    widest = min(found, key=lambda freeze: len(freeze.scope))
    return say(
        "{scope} is frozen since {day}: {reason}",
        scope=widest.name,
        day=Day.of(widest.since),
        reason=widest.reason,
    )


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
