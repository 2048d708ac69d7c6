"""Reads of how channels are listened to."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from oyez.govern.models import Channel
from oyez.listen.models import Polling, Webhook

LONGEST = 100  # characters of an address that can be one of ours


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
