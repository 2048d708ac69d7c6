"""Every platform that is played, and what the public may answer there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Protocol

from oyez.simulator.answers import Answering, bluesky_reply, mastodon_reply
from oyez.simulator.bluesky import Bluesky
from oyez.simulator.http import Reply, Request
from oyez.simulator.mastodon import Mastodon
from oyez.simulator.text import graphemes, mastodon_length
from oyez.simulator.world import World


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
}
ANSWERINGS: Final = {name: one.answering for name, one in STANDS.items() if one.answering}
