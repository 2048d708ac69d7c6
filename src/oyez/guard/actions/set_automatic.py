"""Decide what may happen without a person."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.audit.actions import record
from oyez.domain.alarm.automatic import Switches
from oyez.domain.roles import Verb
from oyez.govern.models import Authority
from oyez.guard.models import Automatic


@transaction.atomic
def set_automatic(
    by: Person | None, authority: Authority, switches: Switches, *, unanswered: bool, at: datetime
) -> Automatic:
    """For the authority itself, and for none below it."""
    actor = demand(by, Verb.APPROVE_PLATFORM, authority.path)
    values = {
        "labelled": switches.labelled,
        "scored": switches.scored,
        "stranger": switches.stranger,
        "unanswered": unanswered,
    }
    changed = values | {"changed_at": at, "changed_by": by}
    row, _new = Automatic.objects.update_or_create(authority=authority, defaults=changed)
    record(actor, "guard.set_automatic", f"authority:{authority.pk}", **values)
    return row
