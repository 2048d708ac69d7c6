"""End an alarm, and say what it was."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.audit.actions import record
from oyez.domain.alarm import AlarmState, Outcome
from oyez.domain.errors import NotAllowed, say
from oyez.domain.roles import Verb
from oyez.guard.models import Alarm, Page
from oyez.guard.moving import move

LEARNT = 2000


@transaction.atomic
def resolve(by: Person, alarm: Alarm, *, outcome: Outcome, at: datetime, learnt: str = "") -> None:
    """It is over; the signs that spoke for it raise no other alarm."""
    actor = demand(by, Verb.RETRACT, alarm.path)
    if len(learnt) > LEARNT:
        most = LEARNT
        raise NotAllowed(say("Use {most} characters at most.", most=most), "learnt")
    changes = {"resolved_at": at, "resolved_by": by, "outcome": outcome, "learnt": learnt.strip()}
    move(alarm, AlarmState.RESOLVED, **changes)
    Page.objects.filter(alarm=alarm, sent_at=None).update(due_at=None)
    record(actor, "guard.resolve", f"alarm:{alarm.pk}", outcome=outcome.value)
