"""Take entries of the ledger out of the house."""

from __future__ import annotations

from django.db import transaction

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.audit.actions import record
from oyez.audit.finding import Wish
from oyez.audit.models import Head
from oyez.audit.queries import head
from oyez.domain.errors import NotAllowed, say
from oyez.domain.roles import Verb


@transaction.atomic
def export_ledger(by: Person | None, wish: Wish, kind: str) -> Head:
    """Note who takes what; the head that is returned says where the export ends."""
    actor = demand(by, Verb.READ_LEDGER, "/")
    end = head()
    if end is None:
        raise NotAllowed(say("The head of the ledger is missing."))
    record(actor, "accounts.export_ledger", f"ledger:{end.seq}", kind=kind, **wish.plain())
    return end
