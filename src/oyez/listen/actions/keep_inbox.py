"""Say how a unit's inbox is kept, and whether a machine answers on a channel."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.audit.actions import record
from oyez.domain.inbox.hours import hours_of
from oyez.domain.inbox.routes import Routes
from oyez.domain.inbox.waiting import limits_of
from oyez.domain.roles import Verb
from oyez.govern.models import Channel, Unit
from oyez.listen.models import ChannelInbox, UnitInbox


@dataclass(frozen=True, slots=True)
class Kept:
    """Limits in minutes, hours by weekday as people type them, and the official routes."""

    urgent_minutes: int
    other_minutes: int
    routes: Routes
    hours: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def keep_inbox(by: Person | None, unit: Unit, kept: Kept) -> None:
    """From now on for the unit, and for all below it that have nothing of their own."""
    actor = demand(by, Verb.MANAGE_INBOX, unit.path)
    limits_of(kept.urgent_minutes, kept.other_minutes)
    hours_of(kept.hours)
    routes = kept.routes
    values = {
        "urgent_minutes": kept.urgent_minutes,
        "other_minutes": kept.other_minutes,
        "hours": {day: words.strip() for day, words in kept.hours.items() if words.strip()},
        "emergency": routes.emergency,
        "non_emergency": routes.non_emergency,
        "online": routes.online,
        "chat": routes.chat,
    }
    UnitInbox.objects.update_or_create(unit=unit, defaults=values)
    record(actor, "listen.keep_inbox", f"unit:{unit.pk}", new=values)


@transaction.atomic
def keep_channel(
    by: Person | None, channel: Channel, *, staffed: bool, automatic: bool, public_too: bool
) -> None:
    """Whether people read it, and whether a machine answers where nobody does."""
    actor = demand(by, Verb.MANAGE_INBOX, channel.unit.path)
    values = {"staffed": staffed, "automatic": automatic, "public_too": automatic and public_too}
    ChannelInbox.objects.update_or_create(channel=channel, defaults=values)
    record(actor, "listen.keep_channel", f"channel:{channel.pk}", new=values)
