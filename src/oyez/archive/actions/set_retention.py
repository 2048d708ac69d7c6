"""Say how long a record is kept."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.archive.models import Record
from oyez.audit.actions import record as enter
from oyez.domain.errors import NotAllowed, say
from oyez.domain.retention import Retention, ends_at
from oyez.domain.roles import Verb


@transaction.atomic
def set_retention(by: Person | None, one: Record, retention: Retention) -> Record:
    """Give a record another class; what was forgotten stays forgotten."""
    actor = demand(by, Verb.CHANGE_MODE, one.channel.unit.path)
    same = Record.objects.filter(pk=one.pk, retention=one.retention, forgotten_at=None)
    ends = ends_at(retention, one.at, settings.REPLY_DAYS)
    old = one.retention
    if same.update(retention=retention, ends_at=ends) != 1:
        raise NotAllowed(say("This record has changed meanwhile. Look at it again."))
    one.refresh_from_db()
    told = {"old": old, "new": retention.value}
    enter(actor, "archive.set_retention", f"channel:{one.channel_id}", archive=one.pk, **told)
    return one
