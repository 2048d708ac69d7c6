"""Say what happened and what was learnt, and close an incident."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed, say
from oyez.domain.roles import Verb
from oyez.guard.models import Alarm, Incident
from oyez.publish.draft import typed

LONGEST = 2000


@transaction.atomic
def describe_incident(by: Person, incident: Incident, *, happened: str, learnt: str) -> None:
    """Keep what people write about it; it stands in the report."""
    actor = demand(by, Verb.RETRACT, incident.path)
    values = {
        "happened": typed("happened", happened, LONGEST),
        "learnt": typed("learnt", learnt, LONGEST),
    }
    Incident.objects.filter(pk=incident.pk).update(**values)
    incident.refresh_from_db()
    record(actor, "guard.describe_incident", f"incident:{incident.pk}")


@transaction.atomic
def close_incident(by: Person, incident: Incident, *, at: datetime) -> None:
    """It is over; what was heard is forgotten again when its time comes."""
    actor = demand(by, Verb.RETRACT, incident.path)
    over = {"resolved", "contained"}
    open_alarms = Alarm.objects.filter(incidents=incident).exclude(state__in=over)
    if open_alarms.exists():
        raise NotAllowed(say("An alarm of this incident is open. Close it first."))
    if not incident.learnt.strip():
        raise NotAllowed(say("Write what was learnt; somebody will read it next time."), "learnt")
    moved = Incident.objects.filter(pk=incident.pk, resolved_at=None).update(
        resolved_at=at, resolved_by=by
    )
    incident.refresh_from_db()
    if moved != 1:
        raise NotAllowed(say("This incident is closed already."))
    record(actor, "guard.close_incident", f"incident:{incident.pk}")
