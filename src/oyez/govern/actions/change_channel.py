"""Correct the entry of a channel."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.db import transaction

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.audit.actions import record
from oyez.domain.channel import CorrectionPolicy
from oyez.domain.errors import NotAllowed, say
from oyez.domain.listening import MINUTES, refuse_minutes
from oyez.domain.roles import Verb
from oyez.govern.models import Channel
from oyez.platforms.registry import PROFILES, profile

CHANGEABLE = frozenset(
    {
        "name",
        "account",
        "base_url",
        "public_url",
        "language",
        "position",
        "correction_policy",
        "options",
        "settle_ms",
        "timeout_ms",
        "text_limit",
    }
)


@transaction.atomic
def change_channel(by: Person | None, channel: Channel, **changes: object) -> Channel:
    """Change what is given of CHANGEABLE; mode and secrets have verbs of their own."""
    actor = demand(by, Verb.MANAGE_CHANNELS, channel.unit.path)
    refuse_unknown(channel.platform)
    new = checked(changes, CHANGEABLE)
    refuse_pace(channel.platform, new.get("options"))
    Channel.objects.filter(pk=channel.pk).update(**new)
    channel.refresh_from_db()
    record(actor, "govern.change_channel", f"channel:{channel.pk}", fields=sorted(new))
    return channel


def refuse_pace(platform: str, options: object) -> None:
    """NotAllowed for asking a platform more often than it allows."""
    typed = options.get(MINUTES) if isinstance(options, Mapping) else None
    if refusal := refuse_minutes(typed, profile(platform).pace):
        raise NotAllowed(refusal, MINUTES)


def refuse_unknown(platform: str) -> None:
    """NotAllowed for a platform that no adapter speaks to."""
    if platform not in PROFILES:
        known = ", ".join(PROFILES)
        template = "There is no platform {platform} here; there are {known}."
        raise NotAllowed(say(template, platform=platform, known=known), "platform")


def checked(fields: Mapping[str, object], known: Collection[str]) -> dict[str, object]:
    """The fields with their meaning checked, or NotAllowed; an unknown name is a bug."""
    if unknown := sorted(set(fields) - set(known)):
        raise TypeError(f"a channel has no {', '.join(unknown)} to change")
    new = dict(fields)
    if "name" in new:
        new["name"] = str(new["name"]).strip()
        if not new["name"]:
            raise NotAllowed(say("A channel needs a name."), "name")
    address = str(new.get("public_url") or "")
    if address and not address.startswith(("https://", "http://")):
        raise NotAllowed(say("The public address begins with https://."), "public_url")
    options = new.get("options")
    link = str(options.get("deep_link", "")) if isinstance(options, Mapping) else ""
    if link and not link.startswith(("https://", "whatsapp://")):
        raise NotAllowed(say("The way into the app begins with https://."), "deep_link")
    policy = new.get("correction_policy", CorrectionPolicy.IN_PLACE)
    if policy not in set(CorrectionPolicy):
        template = "A correction is made in_place, linked or by replace."
        raise NotAllowed(say(template), "correction_policy")
    return new
