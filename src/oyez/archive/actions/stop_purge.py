"""End a campaign before it is done."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.archive.actions.confirm_purge import CHANGED
from oyez.archive.models import Purge
from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed
from oyez.domain.purge import PURGE_MOVES, PurgeState
from oyez.domain.roles import Verb


@transaction.atomic
def stop_purge(by: Person | None, purge: Purge, *, at: datetime) -> Purge:
    """Nothing further is deleted. What is gone stays gone, and its records stay too."""
    actor = demand(by, Verb.CHANGE_MODE, purge.channel.unit.path)
    may = [state for state in PurgeState if PurgeState.STOPPED in PURGE_MOVES[state]]
    rows = Purge.objects.filter(pk=purge.pk, state__in=may)
    if rows.update(state=PurgeState.STOPPED, due_at=None, ended_at=at) != 1:
        raise NotAllowed(CHANGED)
    purge.refresh_from_db()
    record(actor, "archive.stop_purge", f"channel:{purge.channel_id}", purge=purge.pk)
    return purge
