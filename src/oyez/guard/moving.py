"""Move an alarm from one state to the next, once."""

from __future__ import annotations

from oyez.domain.alarm import ALARM_MOVES, AlarmState
from oyez.domain.errors import NotAllowed, Sentence, say
from oyez.guard.models import Alarm


def move(alarm: Alarm, state: AlarmState, **changes: object) -> None:
    """By compare-and-swap; raises `NotAllowed` where somebody was first."""
    before = [one.value for one, moves in ALARM_MOVES.items() if state in moves]
    rows = Alarm.objects.filter(pk=alarm.pk, state__in=before)
    moved = rows.update(state=state, **changes)
    alarm.refresh_from_db()
    if moved != 1:
        raise NotAllowed(_why_not(alarm))


def _why_not(alarm: Alarm) -> Sentence:
    if alarm.state == AlarmState.ACKNOWLEDGED and alarm.acknowledged_by:
        return say("{person} has this alarm already.", person=alarm.acknowledged_by.name)
    if alarm.state == AlarmState.RESOLVED:
        return say("This alarm is over already.")
    return say("This alarm has moved on already; look at it again.")
