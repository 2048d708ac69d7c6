"""Say that nothing more is to be done about an item, or that something is."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed, say
from oyez.domain.roles import Verb
from oyez.listen.models import InboxItem


@transaction.atomic
def finish_item(by: Person | None, item: InboxItem, *, at: datetime) -> None:
    """It leaves the list of what waits."""
    actor = demand(by, Verb.TRIAGE, item.channel.unit.path)
    if not item.label:
        raise NotAllowed(say("Say first what it is."))
    rows = InboxItem.objects.filter(pk=item.pk, open_at__isnull=False)
    if rows.update(open_at=None, read_at=item.read_at or at) == 1:
        record(actor, "listen.finish_item", f"inbox:{item.pk}")


@transaction.atomic
def reopen_item(by: Person | None, item: InboxItem, *, at: datetime) -> None:
    """It is on the list again, and its time begins anew."""
    actor = demand(by, Verb.TRIAGE, item.channel.unit.path)
    rows = InboxItem.objects.filter(pk=item.pk, open_at=None, deleted_at=None, own=False)
    if rows.update(open_at=at) == 1:
        record(actor, "listen.reopen_item", f"inbox:{item.pk}")
