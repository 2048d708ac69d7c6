"""Begin a session."""

from __future__ import annotations

from datetime import datetime, timedelta
from ipaddress import ip_address

from django.contrib import auth
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from oyez.accounts import throttle
from oyez.accounts.models import Person
from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed, say


def sign_in(request: HttpRequest, email: str, password: str) -> Person:
    """Sign the person in, or NotAllowed. An unknown address costs the same time as a known one."""
    email, address = email.strip().lower(), client_address(request)
    until = throttle.take_turn(email, address, timezone.now())
    if until:
        template = "Too many attempts have failed. Try again at {time}."
        raise NotAllowed(say(template, time=_clock(until)))
    person = auth.authenticate(request, username=email, password=password)
    if not isinstance(person, Person):
        _record_failure(email)
        raise NotAllowed(say("The address or the password is wrong."))
    with transaction.atomic():
        throttle.forgive(email, address)
        auth.login(request, person)
        record(person.signature, "accounts.sign_in", person.signature)
    return person


def client_address(request: HttpRequest) -> str:
    """Who asks. A proxy on this machine is believed about the one who asked it, nobody else is."""
    address = str(request.META.get("REMOTE_ADDR", ""))
    forwarded = str(request.META.get("HTTP_X_FORWARDED_FOR", "")).split(",")[-1].strip()
    try:
        if forwarded and ip_address(address).is_loopback:
            return str(ip_address(forwarded))
    except ValueError:
        return address
    return address


@transaction.atomic
def _record_failure(email: str) -> None:
    known = Person.objects.filter(email=email).first()
    # People sometimes type the password into the wrong field, so an unknown address is not kept.
    object = known.signature if known else f"unknown:{throttle.digest(email)}"
    record("anonymous", "accounts.sign_in_failed", object)


def _clock(until: datetime) -> str:
    return timezone.localtime(until + timedelta(minutes=1)).strftime("%H:%M")
