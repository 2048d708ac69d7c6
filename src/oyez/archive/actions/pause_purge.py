"""Let a campaign pause."""

from __future__ import annotations

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
def pause_purge(by: Person | None, purge: Purge) -> Purge:
    """Begin no further deletion; what was asked for already is still looked at when it goes on."""
    actor = demand(by, Verb.CHANGE_MODE, purge.channel.unit.path)
    may = [state for state in PurgeState if PurgeState.PAUSED in PURGE_MOVES[state]]
    rows = Purge.objects.filter(pk=purge.pk, state__in=may)
    if rows.update(state=PurgeState.PAUSED, due_at=None) != 1:
        raise NotAllowed(CHANGED)
    purge.refresh_from_db()
    record(actor, "archive.pause_purge", f"channel:{purge.channel_id}", purge=purge.pk)
    return purge
