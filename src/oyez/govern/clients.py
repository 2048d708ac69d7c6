"""As which app we ask a platform: entered for an authority, or registered at a server."""

from __future__ import annotations

import json

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from oyez.accounts.sealing import VaultError, seal, unseal
from oyez.govern.models import Channel, PlatformApp
from oyez.platforms.consent import Client
from oyez.platforms.login import Login
from oyez.platforms.oauth import LOGINS


def login_of(channel: Channel) -> Login | None:
    """How the channel's platform connects accounts, if it does."""
    return LOGINS.get(channel.platform)


def client_of(channel: Channel) -> Client | None:
    """The app that serves the channel, or None where there is none that opens."""
    row = _rows(channel).first()
    try:
        found = json.loads(unseal(bytes(row.sealed), bound_to(row.pk))) if row else None
    except VaultError:
        found = None
    if not found:
        return None
    return Client(found["client_id"], found["client_secret"])


@transaction.atomic
def keep_client(channel: Channel, client: Client) -> None:
    """Store the app for every channel that it serves; the secret is sealed for its row."""
    login, now = login_of(channel), timezone.now()
    shared = login is not None and login.registers
    row, _new = PlatformApp.objects.get_or_create(
        authority=None if shared else channel.unit.authority,
        platform=channel.platform,
        base_url=server(channel),
        defaults={"entered_at": now},
    )
    words = {"client_id": client.id, "client_secret": client.secret}
    sealed = seal(json.dumps(words).encode(), bound_to(row.pk))
    PlatformApp.objects.filter(pk=row.pk).update(sealed=sealed, entered_at=now)


def server(channel: Channel) -> str:
    """The only address that may see the app's secret."""
    return channel.base_url.rstrip("/")


def bound_to(pk: int) -> str:
    """What an app's sealed words are bound to."""
    return f"oyez app {pk}"


def _rows(channel: Channel) -> QuerySet[PlatformApp]:
    login = login_of(channel)
    rows = PlatformApp.objects.filter(platform=channel.platform, base_url=server(channel))
    if login is not None and login.registers:
        return rows.filter(authority=None)
    return rows.filter(authority=channel.unit.authority_id)
