"""Which channels can be listened to, and the adapter that reads what they say."""

from __future__ import annotations

from collections.abc import Mapping

from oyez.domain.delivery import Support
from oyez.domain.listening import MINUTES, Pace, minutes_of
from oyez.govern import vault
from oyez.govern.models import Channel
from oyez.platforms import port
from oyez.platforms.base import Base
from oyez.platforms.profile import Ability
from oyez.platforms.registry import ADAPTERS, PROFILES, adapter, profile


class ShutDoor:
    """Reading what somebody sent needs no network, so nothing leaves."""

    def send(
        self,
        method: str,  # noqa: ARG002 - the port's verb
        url: str,  # noqa: ARG002 - the port's verb
        *,
        headers: Mapping[str, str] | None = None,  # noqa: ARG002 - the port's verb
        json: object = None,  # noqa: ARG002 - the port's verb
        body: bytes | None = None,  # noqa: ARG002 - the port's verb
        timeout: float = 10.0,  # noqa: ARG002 - the port's verb
    ) -> port.Answer:
        """Nothing is sent."""
        return port.Answer("nothing", None, error="shut")

    def mail(
        self,
        relay: str,  # noqa: ARG002 - the port's verb
        envelope: port.Envelope,  # noqa: ARG002 - the port's verb
        *,
        user: str = "",  # noqa: ARG002 - the port's verb
        password: str = "",  # noqa: ARG002 - the port's verb
        timeout: float,  # noqa: ARG002 - the port's verb
    ) -> port.MailAnswer:
        """Nothing is sent."""
        return port.MailAnswer("nothing", None, error="shut")


def calls_us(platform: str) -> bool:
    """Whether the platform can call a webhook."""
    kind = ADAPTERS.get(platform)
    return kind is not None and _own(kind, "read_webhook")


def is_polled(platform: str) -> bool:
    """Whether the platform can be asked what is new."""
    known = PROFILES.get(platform)
    asked = known is not None and known.support(Ability.INBOX) is Support.NATIVE
    kind = ADAPTERS.get(platform)
    return asked and kind is not None and _own(kind, "fetch_inbox")


def polled() -> list[str]:
    """The platforms that can be asked."""
    return [name for name in ADAPTERS if is_polled(name)]


def pace_of(channel: Channel) -> Pace:
    """How often the channel is asked: as its platform allows and its own settings wish."""
    return profile(channel.platform).pace.at(minutes_of(channel.options.get(MINUTES)))


def reader(channel: Channel) -> port.Adapter:
    """The channel's adapter behind a shut door; raises VaultError for secrets that do not open."""
    account = port.Channel(
        channel.account, channel.base_url, vault.secrets(channel), channel.options
    )
    return adapter(channel.platform, account, ShutDoor())


def _own(kind: type[port.Adapter], verb: str) -> bool:
    return getattr(kind, verb) is not getattr(Base, verb)


def heard_on() -> list[str]:
    """The platforms from which something can come."""
    return [name for name in ADAPTERS if calls_us(name) or is_polled(name)]


def is_read(channel: Channel) -> bool:
    """Whether what people say there can come to us at all."""
    return calls_us(channel.platform) or is_polled(channel.platform)
