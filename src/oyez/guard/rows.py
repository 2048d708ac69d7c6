"""An alarm as lists and pages show it."""

from __future__ import annotations

from typing import Any

from oyez.guard.calling import headline, words_of
from oyez.guard.models import Alarm
from oyez.guard.words import CAUSES, OUTCOMES, STATES


def row_of(one: Alarm) -> dict[str, Any]:
    """What lists and the page say of it."""
    return {
        "alarm": one,
        "headline": headline(one),
        "why": words_of(one),
        "cause": CAUSES.get(one.cause, one.cause),
        "state": STATES[one.state],
        "unit": unit_of(one),
        "outcome": OUTCOMES.get(one.outcome, ""),
    }


def unit_of(one: Alarm) -> str:
    """Whose it is, by name."""
    if one.notice:
        return one.notice.unit.name
    return one.channel.unit.name if one.channel else ""
