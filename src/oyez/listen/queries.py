"""Reads of what came back."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from oyez.domain.roles import Verb
from oyez.govern.models import Channel
from oyez.listen.models import InboxItem, Polling, Webhook
from oyez.platforms.heard import Heard
from oyez.publish.queries import Who, where

LONGEST = 100  # characters of an address that can be one of ours
SPOKEN = (Heard.REPLY, Heard.MENTION, Heard.QUOTE, Heard.MESSAGE)


def digest_of(token: str) -> str:
    """What is kept of an address."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def webhook_of(token: str) -> Webhook | None:
    """Whose address this is."""
    if len(token) > LONGEST:
        return None
    rows = Webhook.objects.filter(digest=digest_of(token))
    return rows.select_related("channel").first()


@dataclass(frozen=True, slots=True)
class Ways:
    """How a channel is listened to."""

    webhook: Webhook | None
    polling: Polling | None


def ways_of(channel: Channel) -> Ways:
    """What is known about the channel's webhook and about asking it."""
    return Ways(
        Webhook.objects.filter(channel=channel).first(),
        Polling.objects.filter(channel=channel).first(),
    )


def inbox(who: Who, unit: str, channel: str) -> QuerySet[InboxItem]:
    """What people say to the person's units, what came last first.

    Unit and channel are given by number or by a part of the name.
    """
    channels = Channel.objects.filter(where(who, Verb.SEE, "unit__path"))
    if unit:
        channels = channels.filter(_named("unit", "unit__name", unit))
    if channel:
        channels = channels.filter(_named("pk", "name", channel))
    rows = InboxItem.objects.filter(channel__in=channels.order_by(), kind__in=SPOKEN)
    return rows.select_related("channel__unit", "delivery__notice").order_by("-pk")


def _named(number: str, name: str, asked: str) -> Q:
    if asked.isdecimal() and len(asked) < 18:
        return Q(**{number: int(asked)})
    return Q(**{f"{name}__icontains": asked})
