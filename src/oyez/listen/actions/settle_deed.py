"""A person's word about a deed of which no machine knows, or which none can do."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed, say
from oyez.domain.inbox.house_rules import Deed as Kind
from oyez.domain.inbox.sending import State
from oyez.domain.roles import Verb
from oyez.listen.doing import close_item
from oyez.listen.models import Deed


@transaction.atomic
def settle_deed(by: Person, deed: Deed, *, stands: bool, at: datetime) -> None:
    """Say that it is done there, or that it is not and is to be tried again."""
    verb = Verb.ANSWER if deed.kind == Kind.REPLY else Verb.MODERATE
    actor = demand(by, verb, deed.item.channel.unit.path)
    rows = Deed.objects.filter(pk=deed.pk, state=State.BY_HAND)
    if stands:
        changed = rows.update(state=State.DONE, done_at=at, settled_by=by)
    else:
        changed = rows.update(
            state=State.WANTED,
            due_at=at,
            first_sent_at=None,
            attempt=0,
            doubt=False,
            settled_by=by,
        )
    if changed != 1:
        raise NotAllowed(say("This has gone on meanwhile. Look at it again."))
    deed.refresh_from_db()
    if stands:
        close_item(deed)
    record(actor, "listen.settle_deed", f"inbox:{deed.item_id}", deed=deed.pk, stands=stands)
