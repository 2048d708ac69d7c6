"""Close an alarm that has passed by itself, such as an outage that is over."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from oyez.audit.actions import record
from oyez.domain.alarm import AlarmState, Cause, Outcome
from oyez.guard.actions.raise_alarm import MACHINE
from oyez.guard.models import Alarm, Page
from oyez.guard.moving import move


@transaction.atomic
def pass_over(alarm: Alarm, *, at: datetime) -> None:
    """Nothing is left for a person to do; the ledger says that it was so."""
    outcome = Outcome.HARMLESS if alarm.cause == Cause.SILENCE else Outcome.ANSWERED
    move(alarm, AlarmState.RESOLVED, resolved_at=at, outcome=outcome)
    Page.objects.filter(alarm=alarm, sent_at=None).update(due_at=None)
    record(MACHINE, "guard.pass_over", f"alarm:{alarm.pk}", outcome=outcome.value)
