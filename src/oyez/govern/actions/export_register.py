"""Take the register out as a file; that somebody took it is an entry of the ledger."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db import transaction

from oyez.accounts.models import Person
from oyez.accounts.queries import demand_anywhere, scopes
from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed, say
from oyez.domain.roles import Verb
from oyez.govern.register.exchange import FORMS, bases_of, cells_of, written
from oyez.govern.register.listing import RegisterSearch, register_of


@transaction.atomic
def export_register(
    by: Person | None, search: RegisterSearch, form: str, *, now: datetime
) -> Iterator[str]:
    """The entries that fit, of the places that the person sees; a command sees everything."""
    actor = demand_anywhere(by, Verb.SEE)
    if form not in FORMS:
        raise NotAllowed(say("The register goes out as csv or json."), "form")
    places: Sequence[str] = scopes(by, Verb.SEE) if by else ["/"]
    rows = cells_of(register_of(places, search, now).lines)
    bases = bases_of(places)
    record(actor, "govern.export_register", f"register:{form}", channels=len(rows))
    return written(form, rows, bases)
