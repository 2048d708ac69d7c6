"""Removing posts that are not in our books: the platform's yes, then a look that finds nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from django.db import transaction

from oyez.domain.delivery import FailureClass, Support
from oyez.govern import vault
from oyez.govern.models import Channel
from oyez.govern.rights import level, lost_by
from oyez.guard.models import Removal, Stranger
from oyez.platforms import port
from oyez.platforms.profile import Ability
from oyez.platforms.registry import ADAPTERS, adapter, profile

LEASE, AGAIN = timedelta(seconds=60), timedelta(seconds=5)
TRIES: Final = 8
PASSING: Final = frozenset(
    {FailureClass.TRANSIENT, FailureClass.RATE_LIMITED, FailureClass.AMBIGUOUS}
)
NOTHING: Final = port.Variant(hashlib.sha256(b"").hexdigest(), "", "en")


class Came(StrEnum):
    """What came of one try."""

    GONE = "gone"
    STANDS = "stands"
    AGAIN = "again"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Turn:
    """One post to be removed now, and until when nobody else tries."""

    stranger: int
    channel: Channel
    post: str
    url: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of it, with the platform's own code."""

    came: Came
    code: str = ""


def by_machine(channel: Channel) -> bool:
    """Whether the platform lets us delete, by its number, what we did not send ourselves."""
    if channel.platform not in ADAPTERS:
        return False
    own = level(profile(channel.platform), Ability.RETRACT, lost_by(channel))
    return own is Support.NATIVE and not (channel.needs_secrets and not channel.secrets)


@transaction.atomic
def take_removals(now: datetime, free: int) -> list[Turn]:
    """Claim what waits; where no machine can do it, a person has the task from now on."""
    rows = Removal.objects.select_for_update(skip_locked=True, of=("self",)).filter(due_at__lte=now)
    rows = rows.select_related("stranger__channel__unit").order_by("due_at", "pk")
    turns = []
    for row in rows[:free]:
        stranger = row.stranger
        hand = not by_machine(stranger.channel)
        row.due_at, row.by_hand = (None if hand else now + LEASE), hand
        row.tries += 0 if hand else 1
        row.save(update_fields=("due_at", "by_hand", "tries"))
        if not hand:
            turns.append(
                Turn(row.pk, stranger.channel, stranger.post_id, stranger.url, now + LEASE)
            )
    return turns


def remove(turn: Turn, door: port.Transport, now: datetime) -> Tried:
    """Delete it, then look whether it is gone; what cannot be seen is not called gone."""
    channel = turn.channel
    try:
        held = vault.secrets(channel)
    except vault.VaultError:
        return Tried(Came.PERSON, "unreadable_secrets")
    account = port.Channel(channel.account, channel.base_url, held, channel.options)
    platform = adapter(channel.platform, account, door)
    receipt = port.Receipt(turn.post, turn.url or None, now)
    key = f"stranger-{turn.stranger}"
    said = platform.retract(receipt, NOTHING, port.Delivery(key, 1, key, now, now))
    if isinstance(said, port.Done | port.Absent):
        return _seen(platform.look(receipt, now), yes=said)
    return _refused(said)


def _seen(found: port.Finding, *, yes: port.Finding) -> Tried:
    if isinstance(found, port.Absent):
        return Tried(Came.GONE)
    if isinstance(found, port.Done):
        return Tried(Came.STANDS, "still_visible")
    if isinstance(yes, port.Absent):
        return Tried(Came.GONE)  # the platform itself says that there is nothing of this number
    return _refused(found)


def _refused(found: port.Finding) -> Tried:
    if isinstance(found, port.Failed) and found.cls in PASSING:
        return Tried(Came.AGAIN, found.code)
    return Tried(Came.PERSON, found.code if isinstance(found, port.Failed) else "")


@transaction.atomic
def record_removals(results: Sequence[tuple[Turn, Tried]], now: datetime) -> None:
    """Write what came; after some tries, and where the platform says no, a person goes on."""
    for turn, tried in results:
        rows = Removal.objects.filter(pk=turn.stranger, gone_at=None)
        if tried.came is Came.GONE:
            rows.update(gone_at=now, due_at=None, failure="", by_hand=False)
            Stranger.objects.filter(pk=turn.stranger, cleared_at=None).update(
                cleared_at=now, cleared_why="gone"
            )
        elif tried.came is Came.PERSON:
            rows.update(due_at=None, by_hand=True, failure=tried.code[:120])
        else:
            rows.filter(tries__lt=TRIES).update(due_at=now + AGAIN, failure=tried.code[:120])
            rows.filter(tries__gte=TRIES).update(
                due_at=None, by_hand=True, failure=tried.code[:120]
            )
