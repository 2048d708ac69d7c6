"""Every platform that is played, and what the public may answer there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Protocol

from oyez.simulator.answers import Answering, bluesky_reply, mastodon_reply
from oyez.simulator.bluesky import Bluesky
from oyez.simulator.facebook import LONGEST_COMMENT, Facebook
from oyez.simulator.facebook import reply as facebook_reply
from oyez.simulator.http import Reply, Request
from oyez.simulator.instagram import LONGEST_COMMENT as INSTAGRAM_COMMENT
from oyez.simulator.instagram import Instagram
from oyez.simulator.instagram import reply as instagram_reply
from oyez.simulator.linkedin import LinkedIn
from oyez.simulator.linkedin_social import linkedin_reply
from oyez.simulator.mastodon import Mastodon
from oyez.simulator.matrix import Matrix
from oyez.simulator.matrix_writes import comment as matrix_comment
from oyez.simulator.sms import Sms
from oyez.simulator.telegram import Telegram
from oyez.simulator.telegram_group import comment
from oyez.simulator.telegram_writes import utf16
from oyez.simulator.text import graphemes, mastodon_length
from oyez.simulator.threads import Threads, threads_reply
from oyez.simulator.threads_views import length as threads_length
from oyez.simulator.webpush import WebPush
from oyez.simulator.whatsapp import WhatsApp, whatsapp_reply
from oyez.simulator.whatsapp_gateway import WhatsAppGateway
from oyez.simulator.world import World
from oyez.simulator.x import X, x_reply
from oyez.simulator.x_text import weight as x_weight


class Played(Protocol):
    """A platform behind a path of its own name."""

    def answer(self, request: Request) -> Reply:
        """The reply to one request."""


@dataclass(frozen=True, slots=True)
class Stand:
    """What plays a platform, and how somebody of the public answers there."""

    play: Callable[[World], Played]
    answering: Answering | None = None


STANDS: Final[dict[str, Stand]] = {
    "mastodon": Stand(Mastodon, Answering(500, mastodon_length, mastodon_reply)),
    "bluesky": Stand(Bluesky, Answering(300, graphemes, bluesky_reply)),
    "facebook": Stand(Facebook, Answering(LONGEST_COMMENT, len, facebook_reply)),
    "instagram": Stand(Instagram, Answering(INSTAGRAM_COMMENT, len, instagram_reply)),
    "linkedin": Stand(LinkedIn, Answering(1250, len, linkedin_reply)),
    "sms": Stand(Sms),
    "threads": Stand(Threads, Answering(500, threads_length, threads_reply)),
    "webpush": Stand(WebPush),
    "whatsapp": Stand(WhatsApp, Answering(4096, len, whatsapp_reply)),
    "whatsapp_gateway": Stand(WhatsAppGateway),
    "x": Stand(X, Answering(280, x_weight, x_reply)),
    "telegram": Stand(Telegram, Answering(4096, utf16, comment)),
    "matrix": Stand(Matrix, Answering(4096, len, matrix_comment)),
}
ANSWERINGS: Final = {name: one.answering for name, one in STANDS.items() if one.answering}
