"""What `oyez check` finds out about channels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from django.conf import settings
from django.utils import timezone

from oyez.domain.channel import Mode
from oyez.domain.delivery import FailureClass
from oyez.govern import vault
from oyez.govern.models import Channel
from oyez.govern.queries import standings
from oyez.platforms import port
from oyez.platforms.door import Door
from oyez.platforms.registry import OWN, PROFILES, adapter


def findings(*, probe: bool) -> Iterator[str]:
    """A sentence for each channel that could not carry a notice now."""
    rows = Channel.objects.exclude(mode=Mode.CLOSED).select_related("unit__authority")
    channels = list(rows.order_by("unit__path", "position", "pk"))
    known = standings([channel.pk for channel in channels], timezone.now())
    door = Door(allowed_networks=settings.PRIVATE_NETWORKS, only_allowed=settings.EXERCISE)
    try:
        for channel in channels:
            where = f"{channel.unit.path} {channel.name}"
            if channel.platform not in PROFILES:
                yield f"{where}: there is no platform {channel.platform}."
                continue
            standing = known[channel.pk]
            if standing.unapproved:
                yield f"{where}: {standing.unapproved}"
            if not standing.has_credentials:
                yield f"{where}: there are no credentials; an administrator has to enter them."
                continue
            if trouble := credentials(channel, door if probe else None):
                yield f"{where}: {trouble}"
    finally:
        door.close()


def credentials(channel: Channel, door: Door | None) -> str:
    """Why the channel's credentials do not serve, or nothing; with a door the platform is asked."""
    try:
        held = vault.secrets(channel)
    except vault.VaultError as error:
        return str(error)
    if door is None or channel.platform in OWN:
        return ""
    account = port.Channel(channel.account, channel.base_url, held, channel.options)
    health = asked(channel, account, door)
    if health.failure:
        return f"the platform refuses: {health.failure.cls.value} ({health.failure.code})."
    if health.missing:
        return f"the account lacks {', '.join(sorted(health.missing))}."
    return ""


def asked(channel: Channel, account: port.Channel, door: Door) -> port.Health:
    """What the platform says; an expired session is renewed once, and kept like the worker does."""
    platform = adapter(channel.platform, account, door)
    health = platform.probe()
    if health.failure is None or health.failure.cls is not FailureClass.AUTH:
        return health
    renewed = platform.refresh(timezone.now())
    if isinstance(renewed, port.Failed):
        return replace(health, failure=renewed) if renewed.code != "no_refresh" else health
    vault.update_secrets(channel, renewed)
    return adapter(channel.platform, replace(account, secrets=renewed), door).probe()
