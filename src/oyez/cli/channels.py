"""What `oyez check` finds out about channels."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.utils import timezone

from oyez.domain.channel import Mode
from oyez.govern import vault
from oyez.govern.models import Channel
from oyez.govern.probing import ask
from oyez.govern.queries import standings
from oyez.platforms.door import Door
from oyez.platforms.registry import ADAPTERS, PROFILES


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
            if standing.unaccepted:
                yield f"{where}: {standing.unaccepted}"
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
        vault.secrets(channel)
    except vault.VaultError as error:
        return str(error)
    if door is None or channel.platform not in ADAPTERS:
        return ""
    health = ask(channel, door, timezone.now()).health
    if health.failure:
        return f"the platform refuses: {health.failure.cls.value} ({health.failure.code})."
    if health.missing:
        return f"the account lacks {', '.join(sorted(health.missing))}."
    return ""
