"""Add a passkey."""

from __future__ import annotations

from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.db import transaction

from oyez.accounts import factors
from oyez.accounts.actions.renew_codes import make_codes
from oyez.accounts.models import Person
from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed, say

MOST = 10


@transaction.atomic
def add_passkey(person: Person, credential: object, name: str) -> bool:
    """Keep a passkey that the person's browser has made; True if recovery codes were made too."""
    if len(factors.of(person).passkeys) >= MOST:
        raise NotAllowed(say("Ten passkeys are enough. Remove one first."))
    name = checked_name(name)
    row = WebAuthn.add(person, name, factors.registered(credential)).instance
    made = make_codes(person)
    record(person.signature, "accounts.add_passkey", f"factor:{row.pk}")
    return made


def checked_name(name: str) -> str:
    """A name for a passkey, or NotAllowed."""
    if not name.strip():
        raise NotAllowed(say("Give the passkey a name by which you know the device."), "name")
    return name.strip()[:60]
