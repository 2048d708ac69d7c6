"""One look at a foreign address: fetch it, take it apart, and write down what the rules need."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final, Protocol

from PIL import Image

from oyez.domain.looking import Failure, Looked
from oyez.domain.page_parts import (
    ADULT,
    PageParts,
    adult_words,
    is_login_wall,
    live_words,
    manifest_is_live,
)
from oyez.domain.simhash import simhash
from oyez.looking.asking import Answered
from oyez.looking.body import Kind
from oyez.looking.door import Fetched
from oyez.looking.page import decoded, take_apart
from oyez.looking.pictures import NotAPicture, digests, picture_of, small_copy
from oyez.looking.vision import nudity

Listed = Callable[[str], tuple[str, ...]]
Scorer = Callable[[Image.Image], float | None]
Shooter = Callable[[str], Image.Image | None]
STREAM_FILE: Final = "a stream file"


@dataclass(frozen=True, slots=True)
class Sight:
    """A look with what may be kept beside it: the page as it came, and a copy of its picture."""

    looked: Looked
    page: bytes = field(repr=False, default=b"")
    picture: bytes = field(repr=False, default=b"")


def unlisted(address: str) -> tuple[str, ...]:  # noqa: ARG001 - stands where lists stand
    """What is on no list, because there are none."""
    return ()


class Way(Protocol):
    """What a look goes through: `door.Door`, or pages that are played."""

    seconds: float

    def fetch(self, address: str, deadline: float | None = None) -> Fetched:
        """What stands at the address, before the deadline (in monotonic seconds)."""


class Looker:
    """Looks through a door. `listed` gives an address's categories, `score` a picture's nudity.

    `shoot` draws a page that names no picture of its own; without it such a page is not scored.
    """

    def __init__(
        self,
        door: Way,
        listed: Listed = unlisted,
        score: Scorer = nudity,
        shoot: Shooter | None = None,
    ) -> None:
        self.door, self.listed, self.score, self.shoot = door, listed, score, shoot

    def look(self, address: str, at: datetime) -> Looked:
        """What stands at the address now. Never raises for what the other side does."""
        return self.sight(address, at).looked

    def sight(self, address: str, at: datetime) -> Sight:
        """The same, with the page and its picture; all of it within the door's time."""
        deadline = time.monotonic() + self.door.seconds
        fetched = self.door.fetch(address, deadline)
        looked = self.begun(address, fetched, at)
        answered = fetched.answered
        if looked.failure or answered.kind is None:
            return Sight(looked)
        if answered.kind is Kind.PICTURE:
            return self.pictured(Sight(looked), answered.body)
        if answered.kind is Kind.PAGE:
            looked, picture = self.read(looked, answered)
            sight = Sight(looked, page=answered.body)
            if not picture:
                return self.shot(sight, answered)
            shown = self.door.fetch(picture, deadline).answered
            return self.pictured(sight, shown.body) if shown.kind is Kind.PICTURE else sight
        return Sight(_plain(looked, answered))

    def begun(self, address: str, fetched: Fetched, at: datetime) -> Looked:
        """What the chain alone tells."""
        answered = fetched.answered
        addresses = tuple(hop.address for hop in fetched.chain)
        live_as = live_words((address, *addresses), PageParts(), at)
        hops = dict.fromkeys(addresses or (address,))
        categories = dict.fromkeys(name for hop in hops for name in self.listed(hop))
        return Looked(
            address=address,
            at=at,
            final_address=fetched.address,
            chain=fetched.chain,
            status=answered.status,
            content_type=answered.declared.partition(";")[0].strip().lower()[:100],
            live=bool(live_as),
            live_as=live_as,
            listed=tuple(categories),
            failure=fetched.failure,
            certificate_owner=answered.owner[:200],
        )

    def read(self, looked: Looked, answered: Answered) -> tuple[Looked, str]:
        """What the page says, and the address of its picture."""
        parts = take_apart(answered.body, answered.declared, looked.final_address)
        said = adult_words(parts, answered.ratings)
        live_as = looked.live_as or live_words((), parts, looked.at)
        seen = replace(
            looked,
            title=parts.title,
            description=parts.description,
            text_fingerprint=simhash(parts.text),
            labels=(ADULT,) if said else (),
            said=said,
            live=bool(live_as),
            live_as=live_as,
            login_wall=is_login_wall(looked.final_address, parts),
        )
        return seen, parts.picture

    def shot(self, sight: Sight, answered: Answered) -> Sight:
        """With the signal of a screenshot, which is drawn anew each time: it has no digests."""
        drawn = self.shoot(decoded(answered.body, answered.declared)) if self.shoot else None
        if drawn is None:
            return sight
        seen = replace(sight.looked, nudity=self.score(drawn))
        return replace(sight, looked=seen, picture=small_copy(drawn))

    def pictured(self, sight: Sight, data: bytes) -> Sight:
        """With the digests and the signal of a picture; one that cannot be read changes nothing."""
        try:
            picture = picture_of(data)
        except NotAPicture:
            if sight.page:
                return sight
            return replace(sight, looked=replace(sight.looked, failure=Failure.BAD_TYPE))
        seen = replace(sight.looked, picture=digests(picture), nudity=self.score(picture))
        return replace(sight, looked=seen, picture=small_copy(picture))


def _plain(looked: Looked, answered: Answered) -> Looked:
    text = decoded(answered.body, answered.declared)
    stream = answered.kind is Kind.STREAM or manifest_is_live(text)
    live_as = looked.live_as or (STREAM_FILE if stream and manifest_is_live(text) else "")
    labels = adult_words(PageParts(), answered.ratings)
    return replace(
        looked,
        text_fingerprint=simhash(text),
        live=bool(live_as),
        live_as=live_as,
        labels=(ADULT,) if labels else (),
        said=labels,
    )
