"""How a session begins, and the half-way house of those who still owe a second factor."""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from ipaddress import ip_address
from urllib.parse import urlencode

from django.contrib import auth
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.http import url_has_allowed_host_and_scheme

from oyez.accounts import factors, sessions
from oyez.accounts.models import Person
from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed, say

HALF = "oyez.half"
HALF_SECONDS = 600
# What the directory's answer was refused for; the door says it once.
REFUSED = "oyez.refused"


def enter(request: HttpRequest, person: Person, how: str, at: float | None = None) -> None:
    """Begin the session; `at` is when the person was proved, where that was not now."""
    with transaction.atomic():
        auth.login(request, person)
        request.session.pop(HALF, None)
        request.session.set_expiry(None)
        sessions.begin(request, client_address(request))
        sessions.prove(request, at)
        record(person.signature, "accounts.sign_in", person.signature, how=how)


def enter_or_ask(request: HttpRequest, person: Person, how: str, at: float | None = None) -> bool:
    """Begin the session, or remember who still owes a second factor; True if it has begun."""
    if not factors.of(person).any:
        enter(request, person, how, at)
        return True
    request.session.cycle_key()
    request.session[HALF] = {
        "person": person.pk,
        "hash": person.get_session_auth_hash(),
        "how": how,
        "at": time.time(),
    }
    return False


def half(request: HttpRequest) -> tuple[Person, str] | None:
    """Who has shown the first factor lately, and how; a new password ends that too."""
    held = request.session.get(HALF)
    if not held or time.time() - held["at"] > HALF_SECONDS:
        return None
    person = Person.objects.filter(pk=held["person"], is_active=True).first()
    if not person or not constant_time_compare(person.get_session_auth_hash(), held["hash"]):
        return None
    return person, held["how"]


def brief(request: HttpRequest) -> None:
    """Let a session that only carries a question to somebody unknown live for minutes."""
    if not isinstance(request.user, Person):
        request.session.set_expiry(HALF_SECONDS)


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


def ours(request: HttpRequest, wanted: str) -> str:
    """The page somebody wanted, if it is one of ours; otherwise the desk."""
    local = wanted.startswith("/") and url_has_allowed_host_and_scheme(
        wanted, {request.get_host()}, request.is_secure()
    )
    return wanted if local else "/"


def second_factor_page(wanted: str) -> str:
    """Where the second factor is asked for, on the way to a page."""
    return f"/sign-in/second/?{urlencode({'next': wanted})}"


def too_many(until: datetime) -> NotAllowed:
    """The sentence for somebody who has tried too often."""
    clock = timezone.localtime(until + timedelta(minutes=1)).strftime("%H:%M")
    return NotAllowed(say("Too many attempts have failed. Try again at {time}.", time=clock))
