"""Let a host through although a block-list has it, with a reason and until a day."""

from __future__ import annotations

from datetime import date, timedelta

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed, say
from oyez.domain.roles import Verb
from oyez.govern.looker import lists
from oyez.looking.addresses import Unfollowable, normalise
from oyez.looking.lists.store import Allowed

LONGEST = timedelta(days=366)


def allow_host(by: Person | None, host: str, *, reason: str, until: date, today: date) -> Allowed:
    """The host and all below it are no hit until the end of that day; a later word replaces it."""
    actor = demand(by, Verb.MANAGE_CHANNELS, "/")
    if not reason.strip():
        raise NotAllowed(say("Write why this host is no danger."), "reason")
    if until > today + LONGEST:
        raise NotAllowed(say("A host is let through for a year at most."), "until")
    try:
        name = normalise(host).host
    except Unfollowable:
        raise NotAllowed(say("{host} is no name of a host.", host=host), "host") from None
    allowed = Allowed(name, reason.strip()[:300], until)
    lists().allow(allowed)
    record(
        actor, "guard.allow_host", f"host:{name}", reason=allowed.reason, ends_on=until.isoformat()
    )
    return allowed
