"""Handle stored events again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from oyez.accounts.sealing import VaultError
from oyez.audit.actions import record
from oyez.govern.models import Channel
from oyez.listen.channels import reader
from oyez.listen.hearing import take_in
from oyez.listen.models import Event, InboxItem
from oyez.listen.models.event import How
from oyez.listen.raw import items_of, opened
from oyez.platforms.heard import InboxItem as Heard
from oyez.platforms.port import Failed


@dataclass(slots=True)
class Replayed:
    """How many events were read again, how many could not be, and how many items were new."""

    events: int = 0
    unread: int = 0
    new: int = 0


def replay(channel: Channel, since: datetime, *, now: datetime) -> Replayed:
    """Read the channel's events since then again, and look again at the items since then.

    What is known already is not made twice: events and items are told by their names, and a report
    decides only what is still in doubt.
    """
    found = Replayed()
    events = Event.objects.filter(channel=channel, received_at__gte=since).order_by("pk")
    for event in events.iterator(chunk_size=50):
        items = read_again(event)
        if items is None:
            found.unread += 1
            continue
        found.events += 1
        with transaction.atomic():
            found.new += len(take_in(channel, items, now))
            Event.objects.filter(pk=event.pk).update(items=len(items), unread=False)
    with transaction.atomic():
        rows = InboxItem.objects.filter(channel=channel, first_seen__gte=since)
        rows.update(due_at=now)
        record("command", "listen.replay", f"channel:{channel.pk}", events=found.events)
    return found


def read_again(event: Event) -> list[Heard] | None:
    """The items of an event, or None where its bytes or its signature can no longer be read."""
    try:
        raw = opened(event.channel_id, bytes(event.raw))
        if event.how == How.POLL:
            return items_of(raw)
        found = reader(event.channel).read_webhook(raw.headers, raw.body)
    except VaultError:
        return None
    return None if isinstance(found, Failed) else list(found)
