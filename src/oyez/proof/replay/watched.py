"""The eyes of a replay: the watch looks at played pages, and at posts on the played channels."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime

from oyez.domain.looking import Looked
from oyez.guard.causes import raise_due
from oyez.guard.models import Stranger
from oyez.guard.seeing import write_looks
from oyez.guard.watching import Turn, enter_fresh, take_due
from oyez.looking.look import Looker
from oyez.proof.replay.timeline import Change, Foreign, Spoken
from oyez.proof.replay.web import PlayedWeb
from oyez.proof.replay.world import World, links_of

MANY = 100
ROUNDS = 20


class Watched:
    """The watch with its own clock; it sees what the timeline says stands at an address."""

    def __init__(self, world: World) -> None:
        self.world, self.web = world, PlayedWeb()
        self.looker = Looker(self.web)
        self.strange: list[tuple[int, Foreign]] = []

    def change(self, post: Spoken, what: Change) -> None:
        """What the links of a post lead to is something else."""
        for address in links_of(post):
            self.web.change(address, what.to, what.redirect)

    def appears(self, what: Foreign, number: int) -> None:
        """Somebody else posts on a channel of ours."""
        self.strange.append((number, what))

    def look(self, now: datetime) -> None:
        """Whatever is due: pages behind links, then the books against the channels."""
        enter_fresh(now)
        for _ in range(ROUNDS):  # one address a host at a time
            turns = take_due(now, MANY)
            if not turns:
                break
            write_looks(self.seen(turns, now), now)
        self.compare(now)
        raise_due(now)

    def seen(self, turns: Sequence[Turn], now: datetime) -> list[tuple[Turn, Looked]]:
        """What stands there now."""
        return [(turn, self.looker.look(turn.address, now)) for turn in turns]

    def compare(self, now: datetime) -> None:
        """Enter the posts that nobody of ours has sent."""
        for number, what in self.strange:
            Stranger.objects.get_or_create(
                channel=self.world.channels[what.channel],
                post_id=f"foreign-{number}",
                defaults={
                    "text_sha256": hashlib.sha256(what.text.encode()).hexdigest(),
                    "at": self.world.at(what.t),
                    "first_seen": now,
                    "last_seen": now,
                },
            )
        self.strange = []
