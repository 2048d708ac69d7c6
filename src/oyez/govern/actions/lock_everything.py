"""The emergency: end every session, destroy every credential, freeze everything."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from oyez.accounts.actions import end_every_session
from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed, say
from oyez.domain.roles import Verb
from oyez.govern.actions.freeze import stop
from oyez.govern.locking import Locking, also
from oyez.govern.models import Channel, Connecting, PlatformApp


@dataclass(frozen=True, slots=True)
class Locked:
    """How much was shut."""

    sessions: int
    channels: int


@transaction.atomic
def lock_everything(by: Person | None, *, reason: str, own_session: str = "") -> Locked:
    """Shut the house: somebody has got in, or may have.

    `own_session` stays open, because its person has just shown who they are and must read what
    is left to do by hand. Without credentials no machine can take anything back on a platform.
    """
    actor = demand(by, Verb.LOCK_EVERYTHING, "/")
    if not reason.strip():
        raise NotAllowed(say("Locking everything needs a reason."), "reason")
    ended = end_every_session(but=own_session)
    destroyed = Channel.objects.exclude(secrets=b"").order_by().update(secrets=b"")
    PlatformApp.objects.exclude(sealed=b"").update(sealed=b"")
    Connecting.objects.all().delete()  # nobody comes back from a platform with new tokens
    frozen = stop(by, actor, "/", reason=reason, by_name=by.name if by else actor)
    further = also(Locking(by, actor, frozen.at))
    record(
        actor,
        "govern.lock_everything",
        "/",
        reason=reason.strip()[:500],
        sessions=ended,
        channels=destroyed,
        **further,
    )
    return Locked(ended, destroyed)
