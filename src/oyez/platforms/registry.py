"""Every platform Oyez speaks, in one place."""

from __future__ import annotations

from typing import Final

from oyez.platforms import assisted, cap, feeds, page
from oyez.platforms.bluesky import Bluesky
from oyez.platforms.email import Email
from oyez.platforms.facebook import Facebook
from oyez.platforms.instagram import Instagram
from oyez.platforms.linkedin import LinkedIn
from oyez.platforms.mastodon import Mastodon
from oyez.platforms.matrix import Matrix
from oyez.platforms.port import Adapter, Channel, Transport
from oyez.platforms.profile import Profile
from oyez.platforms.sms import Sms
from oyez.platforms.telegram import Telegram
from oyez.platforms.threads import Threads
from oyez.platforms.webpush import WebPush
from oyez.platforms.whatsapp import WhatsApp
from oyez.platforms.whatsapp_gateway import WhatsAppGateway
from oyez.platforms.x import X

ADAPTERS: Final[dict[str, type[Adapter]]] = {
    "mastodon": Mastodon,
    "bluesky": Bluesky,
    "email": Email,
    "linkedin": LinkedIn,
    "sms": Sms,
    "threads": Threads,
    "webpush": WebPush,
    "whatsapp": WhatsApp,
    "whatsapp_gateway": WhatsAppGateway,
    "x": X,
    "telegram": Telegram,
    "matrix": Matrix,
    "facebook": Facebook,
    "instagram": Instagram,
}

OWN: Final = ("page", "feeds", "cap")
ASSISTED: Final = tuple(assisted.PROFILES)

PROFILES: Final[dict[str, Profile]] = {
    "page": page.PROFILE,
    "feeds": feeds.PROFILE,
    "cap": cap.PROFILE,
    **{name: kind.profile() for name, kind in ADAPTERS.items()},
    **assisted.PROFILES,
}

LABELS: Final[dict[str, str]] = {
    "page": "Own page",
    "feeds": "Feeds",
    "cap": "CAP warnings",
    "mastodon": "Mastodon",
    "bluesky": "Bluesky",
    "email": "E-mail",
    "facebook": "Facebook",
    "instagram": "Instagram",
    "linkedin": "LinkedIn",
    "sms": "SMS",
    "threads": "Threads",
    "webpush": "Web push",
    "whatsapp": "WhatsApp Cloud API",
    "x": "X",
    "telegram": "Telegram",
    "matrix": "Matrix",
    "whatsapp_channel": "WhatsApp channel",
    "whatsapp_gateway": "WhatsApp channel (gateway)",
    "youtube": "YouTube posts",
    "tiktok": "TikTok",
    "nextdoor": "Nextdoor",
}


def profile(platform: str) -> Profile:
    """What the platform can do by default."""
    return PROFILES[platform]


def adapter(platform: str, channel: Channel, transport: Transport) -> Adapter:
    """The adapter for a channel; the own outlets have none."""
    return ADAPTERS[platform](channel, transport)
