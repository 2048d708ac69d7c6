"""Every platform Oyez speaks, in one place."""

from __future__ import annotations

from typing import Final

from oyez.platforms import cap, feeds, page
from oyez.platforms.bluesky import Bluesky
from oyez.platforms.email import Email
from oyez.platforms.mastodon import Mastodon
from oyez.platforms.port import Adapter, Channel, Transport
from oyez.platforms.profile import Profile

ADAPTERS: Final[dict[str, type[Adapter]]] = {
    "mastodon": Mastodon,
    "bluesky": Bluesky,
    "email": Email,
}

OWN: Final = ("page", "feeds", "cap")

PROFILES: Final[dict[str, Profile]] = {
    "page": page.PROFILE,
    "feeds": feeds.PROFILE,
    "cap": cap.PROFILE,
    **{name: kind.profile() for name, kind in ADAPTERS.items()},
}

LABELS: Final[dict[str, str]] = {
    "page": "Own page",
    "feeds": "Feeds",
    "cap": "CAP warnings",
    "mastodon": "Mastodon",
    "bluesky": "Bluesky",
    "email": "E-mail",
}


def profile(platform: str) -> Profile:
    """What the platform can do by default."""
    return PROFILES[platform]


def adapter(platform: str, channel: Channel, transport: Transport) -> Adapter:
    """The adapter for a channel; the own outlets have none."""
    return ADAPTERS[platform](channel, transport)
