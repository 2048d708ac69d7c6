"""The second person's word about a campaign."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import transaction

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.archive.actions.propose_purge import NOT_ARCHIVED
from oyez.archive.models import Purge
from oyez.archive.queries import archived
from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed, say
from oyez.domain.purge import PurgeState
from oyez.domain.roles import Verb

OWN_WORD: Final = say("You have proposed this yourself. A second governor has to confirm it.")
CHANGED: Final = say("Somebody else has just changed this campaign. Look at it again.")


@transaction.atomic
def confirm_purge(by: Person, purge: Purge, *, at: datetime) -> Purge:
    """Let the campaign begin; whoever proposed it cannot."""
    actor = demand(by, Verb.CHANGE_MODE, purge.channel.unit.path)
    if purge.proposed_by_id == by.pk:
        raise NotAllowed(OWN_WORD)
    if not archived(purge.channel):
        raise NotAllowed(NOT_ARCHIVED)
    waits = Purge.objects.filter(pk=purge.pk, state=PurgeState.PROPOSED)
    done = waits.update(state=PurgeState.RUNNING, confirmed_by=by, confirmed_at=at, due_at=at)
    if done != 1:
        raise NotAllowed(CHANGED)
    purge.refresh_from_db()
    record(actor, "archive.confirm_purge", f"channel:{purge.channel_id}", purge=purge.pk)
    return purge
