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
    "matrix": "Matrix",
    "sms": "SMS",
    "webpush": "Web push",
}
PLATFORMS: Final = tuple(LABELS)
MAIL: Final = "mail"
