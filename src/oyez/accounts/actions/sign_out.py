"""End a session."""

from __future__ import annotations

from django.contrib import auth
from django.db import transaction
from django.http import HttpRequest

from oyez.accounts.models import Person
from oyez.audit.actions import record


@transaction.atomic
def sign_out(request: HttpRequest) -> None:
    """End the session of whoever is signed in; nobody is fine too."""
    person = getattr(request, "user", None)
    auth.logout(request)
    if isinstance(person, Person):
        record(person.signature, "accounts.sign_out", person.signature)
