"""Begin a session."""

from __future__ import annotations

from django.contrib import auth
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from oyez.accounts import throttle
from oyez.accounts.entering import client_address, enter_or_ask, too_many
from oyez.accounts.models import Person
from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed, say


def sign_in(request: HttpRequest, email: str, password: str) -> Person:
    """Sign the person in, or NotAllowed. An unknown address costs the same time as a known one.

    Whoever has a second factor is not signed in by this: `show_second_factor` does it.
    """
    email, address = email.strip().lower(), client_address(request)
    until = throttle.take_turn(email, address, timezone.now())
    if until:
        raise too_many(until)
    person = auth.authenticate(request, username=email, password=password)
    if not isinstance(person, Person):
        _record_failure(email)
        raise NotAllowed(say("The address or the password is wrong."))
    with transaction.atomic():
        throttle.forgive(email, address)
        enter_or_ask(request, person, "password")
    return person


@transaction.atomic
def _record_failure(email: str) -> None:
    known = Person.objects.filter(email=email).first()
    # People sometimes type the password into the wrong field, so an unknown address is not kept.
    object = known.signature if known else f"unknown:{throttle.digest(email)}"
    record("anonymous", "accounts.sign_in_failed", object)
