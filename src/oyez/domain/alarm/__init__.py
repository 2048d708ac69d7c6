"""Danger after publishing: what raises an alarm, whom it pages, and how it ends.

Replies are evidence, not orders: nothing here ever takes a notice down.
"""

from __future__ import annotations

from oyez.domain.alarm.escalation import STATIONS, Station, stations_due
from oyez.domain.alarm.evidence import Said, Surroundings, copies_folded
from oyez.domain.alarm.life import (
    ALARM_MOVES,
    OFFERS,
    OPEN,
    AlarmState,
    Cause,
    Offer,
    Outcome,
    urgency_of,
)
from oyez.domain.alarm.weigh import Judgement, Stage, weigh

__all__ = [
    "ALARM_MOVES",
    "OFFERS",
    "OPEN",
    "STATIONS",
    "AlarmState",
    "Cause",
    "Judgement",
    "Offer",
    "Outcome",
    "Said",
    "Stage",
    "Station",
    "Surroundings",
    "copies_folded",
    "stations_due",
    "urgency_of",
    "weigh",
]
