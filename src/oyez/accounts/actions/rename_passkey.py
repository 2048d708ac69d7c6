"""Give a passkey another name."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.db import transaction

from oyez.accounts import factors
from oyez.accounts.actions.add_passkey import checked_name
from oyez.accounts.models import Person
from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed, say


@transaction.atomic
def rename_passkey(person: Person, pk: int, name: str) -> None:
    """Change the name of one of the person's own passkeys."""
    mine = Authenticator.objects.select_for_update().filter(user_id=person.pk)
    row = mine.filter(pk=pk, type=factors.PASSKEY).first()
    if row is None:
        raise NotAllowed(say("This passkey has been removed already."))
    row.data["name"] = checked_name(name)
    row.save(update_fields=("data",))
    record(person.signature, "accounts.rename_passkey", f"factor:{pk}")
