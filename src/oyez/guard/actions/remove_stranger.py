"""Have a post removed that is not in our books."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed, say
from oyez.domain.roles import Verb
from oyez.guard.actions.raise_alarm import MACHINE
from oyez.guard.models import Removal, Stranger


@transaction.atomic
def remove_stranger(by: Person, stranger: Stranger, *, at: datetime) -> Removal:
    """By machine where the platform lets us delete what we did not send, else by hand."""
    demand(by, Verb.RETRACT, stranger.channel.unit.path)
    if stranger.cleared_at is not None:
        raise NotAllowed(say("This post is not there any more."))
    return wish_gone(stranger, by, at)


def wish_gone(stranger: Stranger, by: Person | None, at: datetime) -> Removal:
    """Write the wish down once; inside the transaction of whoever was allowed to decide."""
    fresh = {"asked_at": at, "asked_by": by, "due_at": at}
    row, new = Removal.objects.get_or_create(stranger=stranger, defaults=fresh)
    if new:
        actor = by.signature if by else MACHINE
        record(actor, "guard.remove_stranger", f"channel:{stranger.channel_id}", post=stranger.pk)
    return row


@transaction.atomic
def say_removed(by: Person, stranger: Stranger, *, at: datetime) -> None:
    """A person has looked there, and it is gone."""
    actor = demand(by, Verb.RETRACT, stranger.channel.unit.path)
    wish_gone(stranger, by, at)
    moved = Removal.objects.filter(stranger=stranger, gone_at=None).update(
        gone_at=at, said_by=by, due_at=None
    )
    if moved != 1:
        raise NotAllowed(say("Somebody has said so already."))
    Stranger.objects.filter(pk=stranger.pk, cleared_at=None).update(
        cleared_at=at, cleared_why="gone"
    )
    record(actor, "guard.say_removed", f"channel:{stranger.channel_id}", post=stranger.pk)
