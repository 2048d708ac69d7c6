"""Entering a deed: what every way of asking for one has in common."""

from __future__ import annotations

from datetime import datetime

from oyez.domain.errors import NotAllowed, say
from oyez.domain.inbox.house_rules import Deed as Kind
from oyez.domain.inbox.sending import OPEN, State
from oyez.govern.models import ChannelHealth
from oyez.listen.models import Deed, InboxItem
from oyez.platforms.registry import profile

NO_KEY = "idempotency_key"  # what a probe misses on a server that takes the same post twice


def enter(item: InboxItem, kind: Kind, at: datetime, *, second: bool, **fields: object) -> Deed:
    """The row of a deed: it waits for a second person, or is due at once."""
    state, due = (State.ASKED, None) if second else (State.WANTED, at)
    return Deed.objects.create(
        item=item,
        kind=kind,
        state=state,
        due_at=due,
        asked_at=at,
        repeatable=kind is not Kind.REPLY or answers_once(item),
        **fields,
    )


def answers_once(item: InboxItem) -> bool:
    """Whether sending the same answer again makes no second one on this very server."""
    if not profile(item.channel.platform).answers_once:
        return False
    missing = ChannelHealth.objects.filter(channel=item.channel_id).values_list("missing")
    return NO_KEY not in [name for (names,) in missing for name in names or ()]


def entered(form_key: str) -> Deed | None:
    """What the same form has entered before: sent twice, it counts once."""
    return Deed.objects.filter(form_key=form_key).first() if form_key else None


def refuse_blind(item: InboxItem, seen: int) -> None:
    """Refuse to do what somebody else may just have done; `seen` is the last deed on the page."""
    if item.deeds.filter(pk__gt=seen).exists():
        raise NotAllowed(say("Somebody has done something about it meanwhile. Read it first."))


def refuse_twice(item: InboxItem, kind: Kind) -> None:
    """Refuse a deed that is under way already."""
    if item.deeds.filter(kind=kind, state__in=[state.value for state in OPEN]).exists():
        raise NotAllowed(say("This is under way already."))


def refuse_silent(item: InboxItem) -> None:
    """Refuse to do anything about what is not there any more."""
    if item.deleted_at is not None:
        raise NotAllowed(say("Its author has deleted it."))
