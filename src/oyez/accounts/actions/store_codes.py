"""Say that the recovery codes are in a safe place."""

from __future__ import annotations

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.db import transaction

from oyez.accounts import factors
from oyez.accounts.models import Person
from oyez.audit.actions import record


@transaction.atomic
def store_codes(person: Person) -> None:
    """From this moment on nobody sees the codes again."""
    codes = factors.of(person).codes
    if codes is not None:
        RecoveryCodes(codes).mark_as_viewed()
        record(person.signature, "accounts.store_codes", person.signature)
