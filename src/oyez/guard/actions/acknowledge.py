"""Say that somebody acts on an alarm, so that nobody else is paged."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.audit.actions import record
from oyez.domain.alarm import AlarmState
from oyez.domain.roles import Verb
from oyez.guard.models import Alarm, Page
from oyez.guard.moving import move


@transaction.atomic
def acknowledge(by: Person, alarm: Alarm, *, at: datetime) -> None:
    """The person has it now; pages that wait are not sent any more."""
    actor = demand(by, Verb.RETRACT, alarm.path)
    move(alarm, AlarmState.ACKNOWLEDGED, acknowledged_at=at, acknowledged_by=by)
    Page.objects.filter(alarm=alarm, sent_at=None).update(due_at=None)
    seconds = round((at - (alarm.loud_at or alarm.raised_at)).total_seconds())
    record(actor, "guard.acknowledge", f"alarm:{alarm.pk}", seconds=seconds)
