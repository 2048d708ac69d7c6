"""Make new recovery codes."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.db import transaction

from oyez.accounts import factors
from oyez.accounts.models import Person
from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed, say


@transaction.atomic
def renew_codes(person: Person) -> None:
    """Make ten new codes; the old ones are worth nothing from this moment on."""
    if not factors.of(person).any:
        raise NotAllowed(say("Add a passkey or an authenticator app first."))
    Authenticator.objects.filter(user_id=person.pk, type=factors.CODES).delete()
    make_codes(person)
    record(person.signature, "accounts.renew_codes", person.signature)


def make_codes(person: Person) -> bool:
    """Give the person codes if there are none; True if they were made."""
    if factors.of(person).codes:
        return False
    RecoveryCodes.activate(person)
    return True
