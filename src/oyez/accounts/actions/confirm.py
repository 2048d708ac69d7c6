"""Show again who one is."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpRequest

from oyez.accounts import factors, sessions
from oyez.accounts.models import Person
from oyez.accounts.proving import demand_code, demand_password
from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed, say


def confirm(
    request: HttpRequest,
    person: Person,
    *,
    password: str = "",
    code: str = "",
    credential: object = None,
) -> None:
    """Make the session fresh, or NotAllowed.

    Whoever has a second factor shows that; a password is enough for nobody else's sake than
    that of people who have nothing but one.
    """
    how = _shown(person, password, code, credential)
    sessions.prove(request)
    with transaction.atomic():
        record(person.signature, "accounts.confirm", person.signature, how=how)


def _shown(person: Person, password: str, code: str, credential: object) -> str:
    if credential is not None:
        factors.shown(credential, person)
        return "passkey"
    if factors.of(person).any:
        return demand_code(person, code)
    if not person.has_usable_password():
        raise NotAllowed(say("Sign in again through the directory."))
    return demand_password(person, password)
