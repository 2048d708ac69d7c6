"""Whether a post stands in a Matrix room, with which text, and all that belongs to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from oyez.domain.delivery import FailureClass
from oyez.platforms.matrix_answers import Event, event
from oyez.platforms.matrix_inbox import Listening
from oyez.platforms.matrix_room import PAGES
from oyez.platforms.port import Absent, Delivery, Done, Failed, Finding, Receipt, Variant
from oyez.platforms.text import links, seen_sha256

CLOCK_SLACK: Final = timedelta(minutes=1)
IMAGES: Final = "m.reference"


class Reading(Listening):
    """Reads as ourselves: homeservers show a room's events to nobody without a token."""

    def find(self, v: Variant, d: Delivery) -> Finding:
        """Search our own messages for the marker link, then for the text; pictures refer to it."""
        me = self.lacks_room() or self.me(d.sent_at)
        if isinstance(me, Failed):
            return me
        images, oldest = dict[str, list[str]](), d.created_at - CLOCK_SLACK
        start: str | None = None
        for _ in range(PAGES):
            page = self.backwards({"senders": [me], "types": ["m.room.message"]}, start, d.sent_at)
            if isinstance(page, Failed):
                return page
            ours = [one for one in map(event, page.chunk) if one and one.sender == me]
            found = self.copy(ours, v, oldest, images)
            if found:
                return Done(found)
            if not page.leads_on(start) or any(one.at < oldest for one in ours):
                return Absent("own messages since the delivery was made")
            start = page.end
        return Failed(FailureClass.TRANSIENT, "too_many_messages")

    def copy(
        self, ours: Sequence[Event], v: Variant, oldest: datetime, images: dict[str, list[str]]
    ) -> Receipt | None:
        """The newest copy among our messages; `images` gathers pictures by what they refer to."""
        for one in ours:
            if one.at < oldest:
                return None
            relation = one.said.relation
            if relation.rel_type == IMAGES and not one.gone:
                images.setdefault(relation.event_id, []).append(one.event_id)
            if is_copy(one, v):
                parts = [one.event_id, *reversed(images.get(one.event_id, []))]
                return self.receipt(parts, one.at, one.text)
        return None

    def look(self, r: Receipt, at: datetime) -> Finding:
        """Read every part, the newest replacement and the pictures: gone is only what all are."""
        absent = Absent("no event")
        for number in (*(r.parts or (r.remote_id,)), *([r.version] if r.version else [])):
            found = self.read_event(number, at)
            if isinstance(found, Failed):
                return found
            if isinstance(found, Event):
                seen = seen_sha256(found.text) if number == r.remote_id else None
                return Done(replace(r, at=at, text_sha256=seen, seen_from="api"))
            absent = found
        left = self.pictures(r, at)
        if isinstance(left, Failed):
            return left
        return Done(replace(r, at=at, text_sha256=None, seen_from="api")) if left else absent

    def read_event(self, number: str, at: datetime) -> Event | Absent | Failed:
        """An event with content; to whom is not in the room the server denies that it exists."""
        found = self.get(Event, self.path("event", number), at)
        if isinstance(found, Event):
            return Absent("GET event: redacted") if found.gone else found
        if found.cls is not FailureClass.NOT_FOUND:
            return found
        inside = self.joined(at)
        if isinstance(inside, Failed):
            return inside
        denied = Failed(FailureClass.PERMISSION, "not_in_room")
        return Absent(f"GET event: {found.code}") if inside else denied

    def pictures(self, r: Receipt, at: datetime) -> list[str] | Failed:
        """The events of all pictures that a post has now, the oldest first."""
        me = self.me(at)
        found = me if isinstance(me, Failed) else self.children(r.remote_id, IMAGES, me, at)
        return found if isinstance(found, Failed) else [one.event_id for one in found[::-1]]

    def everything(self, r: Receipt, d: Delivery) -> list[str] | Failed:
        """All our events of a post, in the order in which they are to go."""
        me = self.lacks_room() or self.me(d.sent_at)
        if isinstance(me, Failed):
            return me
        images = self.children(r.remote_id, IMAGES, me, d.sent_at)
        if isinstance(images, Failed):
            return images
        known = dict.fromkeys(r.parts or (r.remote_id,))
        found: list[str] = [r.version] if r.version else []
        for number in reversed([*known, *(one.event_id for one in images)]):
            edits = self.children(number, "m.replace", me, d.sent_at)
            if isinstance(edits, Failed):
                return edits
            found += [*(one.event_id for one in edits), number]
        return list(dict.fromkeys(found))

    def receipt(self, parts: Sequence[str], at: datetime, text: str) -> Receipt:
        """Proof of a post: the text's event first, then those of its pictures."""
        return Receipt(
            remote_id=parts[0],
            url=self.address(parts[0]),
            at=at,
            parts=tuple(parts) if len(parts) > 1 else (),
            text_sha256=seen_sha256(text),
        )


def is_copy(one: Event, v: Variant) -> bool:
    """Whether an event of ours is a copy of this variant and no part or replacement of another."""
    said = one.said
    if one.gone or said.msgtype != "m.text" or said.relation.rel_type == "m.replace":
        return False
    if one.event_id in v.known:
        return False
    marked = v.marker_url in [url for _, _, url in links(one.text)]
    return marked or seen_sha256(one.text) == seen_sha256(v.text)
