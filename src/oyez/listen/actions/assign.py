"""Say who looks after something in the inbox."""

from __future__ import annotations

from django.db import transaction

from oyez.accounts.models import Person
from oyez.accounts.queries import demand, may
from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed, say
from oyez.domain.roles import Verb
from oyez.listen.models import InboxItem


@transaction.atomic
def assign(by: Person | None, item: InboxItem, to: Person | None) -> None:
    """Give it to somebody who may look after it there, or to nobody in particular."""
    path = item.channel.unit.path
    actor = demand(by, Verb.TRIAGE, path)
    if to is not None and not may(to, Verb.TRIAGE, path):
        raise NotAllowed(say("{name} has no role that allows this here.", name=to.name), "to")
    InboxItem.objects.filter(pk=item.pk).update(assigned_to=to)
    record(actor, "listen.assign", f"inbox:{item.pk}", to=to.signature if to else "")
