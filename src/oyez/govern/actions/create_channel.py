"""Enter an account or presence on a platform."""

from __future__ import annotations

from django.db import transaction

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.audit.actions import record
from oyez.domain.approved_platforms import OWN_OUTLETS
from oyez.domain.roles import Verb
from oyez.govern.actions.change_channel import CHANGEABLE, checked, refuse_unknown
from oyez.govern.models import Channel, Unit
from oyez.platforms.registry import ASSISTED, profile


@transaction.atomic
def create_channel(
    by: Person | None, unit: Unit, *, platform: str, name: str, **fields: object
) -> Channel:
    """A new active channel of the unit, without secrets yet.

    `fields` are those of `change_channel`, and `needs_secrets` (true where a machine posts to
    somebody else's platform). Where a person posts, the platform's limit is the channel's.
    """
    actor = demand(by, Verb.MANAGE_CHANNELS, unit.path)
    refuse_unknown(platform)
    by_hand = platform in ASSISTED
    if by_hand and profile(platform).text.limit:
        fields.setdefault("text_limit", profile(platform).text.limit)
    outside = platform not in OWN_OUTLETS and not by_hand
    needs_secrets = bool(fields.pop("needs_secrets", outside))
    channel = Channel(unit=unit, platform=platform, needs_secrets=needs_secrets)
    for field, value in checked({"name": name, **fields}, CHANGEABLE).items():
        setattr(channel, field, value)
    channel.save(force_insert=True)
    record(
        actor,
        "govern.create_channel",
        f"channel:{channel.pk}",
        platform=platform,
        unit=unit.path,
        account=channel.account,
    )
    return channel
