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


@transaction.atomic
def create_channel(
    by: Person | None, unit: Unit, *, platform: str, name: str, **fields: object
) -> Channel:
    """A new active channel of the unit, without secrets yet.

    `fields` are those of `change_channel`, and `needs_secrets` (true but for our own outlets).
    """
    actor = demand(by, Verb.MANAGE_CHANNELS, unit.path)
    refuse_unknown(platform)
    needs_secrets = bool(fields.pop("needs_secrets", platform not in OWN_OUTLETS))
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
