"""Ask a platform, without anything visible, whether it lets a channel in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from oyez.domain.delivery import FailureClass
from oyez.govern import vault
from oyez.govern.health import end_of
from oyez.govern.models import Channel
from oyez.govern.renewing import Held, asking, renew
from oyez.platforms import port
from oyez.platforms.login import Renews
from oyez.platforms.oauth import LOGINS
from oyez.platforms.registry import adapter

AHEAD = timedelta(days=20)  # a token that can only be exchanged while it holds is not kept waiting


@dataclass(frozen=True, slots=True)
class Answer:
    """What the platform said, and when the way in ends."""

    health: port.Health
    ends_at: datetime | None = None


def ask(channel: Channel, door: port.Transport, now: datetime) -> Answer:
    """One probe; an expired session is renewed once and kept, and a token before it ends."""
    try:
        held = vault.secrets(channel)
    except vault.VaultError:
        # The fault is ours and says nothing about the platform.
        failed = port.Failed(FailureClass.TRANSIENT, "unreadable_secrets")
        return Answer(port.Health(channel.account, failure=failed))
    account = port.Channel(channel.account, channel.base_url, held, channel.options)
    platform = adapter(channel.platform, account, door)
    lock, early = Held(channel.pk, bytes(channel.secrets)), _ends_early(channel, end_of(held), now)
    health = None if early else platform.probe()
    if health and (health.failure is None or health.failure.cls is not FailureClass.AUTH):
        return Answer(health, health.expires_at or end_of(held))
    renewed = renew(lock, asking(platform, now))
    if isinstance(renewed, port.Failed):
        if health is None:
            health = platform.probe()
        elif renewed.code != "no_refresh":
            health = replace(health, failure=renewed)
        return Answer(health, health.expires_at or end_of(held))
    health = adapter(channel.platform, replace(account, secrets=renewed), door).probe()
    return Answer(health, health.expires_at or end_of(renewed))


def _ends_early(channel: Channel, ends_at: datetime | None, now: datetime) -> bool:
    """Whether to exchange the token now; one of unknown age, typed by hand, at its first turn."""
    login = LOGINS.get(channel.platform)
    if login is None or login.renews is not Renews.EXCHANGES:
        return False
    return ends_at is None or ends_at - now < AHEAD
