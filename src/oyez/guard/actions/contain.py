"""Note that the danger does no more harm: everything that stood is proved gone, or corrected."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from oyez.audit.actions import record
from oyez.domain.alarm import AlarmState
from oyez.guard.models import Alarm, Page
from oyez.guard.moving import move


@transaction.atomic
def contain(alarm: Alarm, *, at: datetime, actor: str) -> None:
    """From now on nobody is paged about it; a person still has to resolve it."""
    move(alarm, AlarmState.CONTAINED, contained_at=at)
    Page.objects.filter(alarm=alarm, sent_at=None).update(due_at=None)
    record(actor, "guard.contain", f"alarm:{alarm.pk}")
