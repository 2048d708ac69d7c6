"""Take away a passkey or the authenticator app."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.db import transaction

from oyez.accounts import factors
from oyez.accounts.models import Person
from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed, say


@transaction.atomic
def remove_factor(person: Person, pk: int) -> None:
    """Remove one of the person's own; with the last one the recovery codes go too."""
    mine = Authenticator.objects.filter(user_id=person.pk)
    gone, _ = mine.filter(pk=pk).exclude(type=factors.CODES).delete()
    if not gone:
        raise NotAllowed(say("This has been removed already."))
    if not factors.of(person).any:
        mine.delete()
    record(person.signature, "accounts.remove_factor", f"factor:{pk}")
