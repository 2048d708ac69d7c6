"""Have an item before one's eyes."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from oyez.accounts.models import Person
from oyez.accounts.queries import may
from oyez.audit.actions import record
from oyez.domain.roles import Verb
from oyez.listen.models import InboxItem
from oyez.listen.models.inbox_item import Place


@transaction.atomic
def read_item(by: Person, item: InboxItem, *, at: datetime) -> None:
    """Whoever may do something about it has read it; of what is urgent the ledger learns.

    From then on nobody is called because it lies unread.
    """
    if item.read_at is not None or not may(by, Verb.TRIAGE, item.channel.unit.path):
        return
    if InboxItem.objects.filter(pk=item.pk, read_at=None).update(read_at=at) != 1:
        return
    item.read_at = at
    if item.place == Place.URGENT:
        record(by.signature, "listen.read_item", f"inbox:{item.pk}")
