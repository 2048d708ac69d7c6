"""Let a campaign go on."""

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
def resume_purge(by: Person | None, purge: Purge, *, at: datetime) -> Purge:
    """Go on where it paused; posts that were asked for are looked at first."""
    actor = demand(by, Verb.CHANGE_MODE, purge.channel.unit.path)
    may = [state for state in PurgeState if PurgeState.RUNNING in PURGE_MOVES[state]]
    rows = Purge.objects.filter(pk=purge.pk, state__in=may, confirmed_by__isnull=False)
    if rows.update(state=PurgeState.RUNNING, due_at=at, trouble=None) != 1:
        raise NotAllowed(CHANGED)
    purge.refresh_from_db()
    record(actor, "archive.resume_purge", f"channel:{purge.channel_id}", purge=purge.pk)
    return purge
