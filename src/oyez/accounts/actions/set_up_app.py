"""Set up an authenticator app."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.db import transaction

from oyez.accounts import factors
from oyez.accounts.actions.renew_codes import make_codes
from oyez.accounts.models import Person
from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed, say


@transaction.atomic
def set_up_app(person: Person, secret: str, code: str) -> bool:
    """Keep the secret once the app has shown a fitting code; True if codes were made too."""
    if factors.of(person).app:
        raise NotAllowed(say("An authenticator app is set up already. Remove it first."))
    if not factors.secret_fits(secret, "".join(code.split())):
        raise NotAllowed(
            say("This code does not fit. Check that the clock of the device is right."), "code"
        )
    row: Authenticator = TOTP.activate(person, secret).instance
    factors.code_fits(person, code)  # the first code is used up as well
    made = make_codes(person)
    record(person.signature, "accounts.set_up_app", f"factor:{row.pk}")
    return made
