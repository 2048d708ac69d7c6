"""Begin a session with a passkey alone: it is two factors in one."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils import timezone

from oyez.accounts import factors, throttle
from oyez.accounts.entering import client_address, enter, too_many
from oyez.accounts.models import Person

NOBODY = ""


def sign_in_by_passkey(request: HttpRequest, credential: object) -> Person:
    """Sign in the owner of the passkey, or NotAllowed."""
    address = client_address(request)
    until = throttle.take_turn(NOBODY, address, timezone.now())
    if until:
        raise too_many(until)
    person = factors.shown(credential)
    throttle.forgive(NOBODY, address)
    enter(request, person, "passkey")
    return person
