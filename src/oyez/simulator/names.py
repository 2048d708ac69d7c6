"""The platforms by name, in the order in which they are listed."""

from __future__ import annotations

from typing import Final

LABELS: Final[dict[str, str]] = {
    "mastodon": "Mastodon",
    "bluesky": "Bluesky",
    "facebook": "Facebook",
    "instagram": "Instagram",
    "threads": "Threads",
    "x": "X",
    "linkedin": "LinkedIn",
    "telegram": "Telegram",
    "whatsapp": "WhatsApp",
    "whatsapp_gateway": "WhatsApp channels (gateway)",
    "matrix": "Matrix",
    "sms": "SMS",
    "webpush": "Web push",
}
PLATFORMS: Final = tuple(LABELS)
# Where people post with a telephone of their own: nothing calls them, so no fault strikes there.
HANDS: Final[dict[str, str]] = {"whatsapp_channel": "WhatsApp channels (by hand)"}
MAIL: Final = "mail"
