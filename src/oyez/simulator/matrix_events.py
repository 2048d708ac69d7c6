"""The events of the played rooms. A post is one message with its pictures and replacements; each
of these is an event of its own, and the post stands until all are redacted.
"""

from __future__ import annotations

import base64
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from oyez.simulator.http import Response
from oyez.simulator.stage import Call, RefusedError
from oyez.simulator.world import Post, World, digest

SERVER = "sim.example"


@dataclass(slots=True)
class Event:
    """One event; its content goes at `gone_at`, the rest stays. `number` grows with time."""

    id: str
    number: int
    sender: str
    at: float
    content: dict[str, Any]
    kind: str = "m.room.message"
    shown_from: float = 0.0
    gone_at: float = math.inf
    redacts: str = ""
    post: Post | None = field(default=None, repr=False)

    @property
    def relation(self) -> dict[str, Any]:
        """How it hangs on another event."""
        found = self.content.get("m.relates_to")
        return found if isinstance(found, dict) else {}

    @property
    def removed(self) -> bool:
        """Whether its redaction was accepted."""
        return self.gone_at < math.inf


def refuse(status: int, code: str, words: str) -> RefusedError:
    """A refusal in Matrix's shape."""
    return RefusedError(Response.of(status, {"errcode": code, "error": words}))


def user(name: str) -> str:
    """An account as the homeserver spells it."""
    return f"@{name}:{SERVER}"


def room(name: str) -> str:
    """The room of an account."""
    return f"!{name}:{SERVER}"


def own_room(call: Call) -> str:
    """The room in the path, if the caller is in it."""
    if call.words[0] != room(call.account):
        raise refuse(403, "M_FORBIDDEN", f"User {user(call.account)} not in room {call.words[0]}")
    return call.words[0]


def new_event(world: World, account: str, sender: str, content: dict[str, Any]) -> Event:
    """An event with an id as room versions from 4 on have it."""
    world.generations["matrix:events"] += 1
    number = world.generations["matrix:events"]
    name = digest("matrix", account, str(number))
    spelled = base64.urlsafe_b64encode(name).decode().rstrip("=")
    return Event(f"${spelled}", number, sender, world.now(), content)


def keep(world: World, post: Post, event: Event) -> None:
    """Add an event to a post; it is found under its own id too."""
    event.post = post
    post.versions[0].data.setdefault("events", []).append(event)
    world.posts["matrix", event.id] = post


def events_of(post: Post) -> list[Event]:
    """All events of a post, the oldest first."""
    found: list[Event] = post.versions[0].data.get("events", [])
    return found


def events_in(world: World, account: str) -> list[Event]:
    """All events of an account's room, the oldest first."""
    found = [
        event
        for (where, name), posts in world.by_account.items()
        if where == "matrix" and (name == account or (posts and posts[0].foreign))
        for post in posts
        if post.versions[0].data["room"] == account
        for event in events_of(post)
    ]
    return sorted(found, key=lambda event: event.number)


def event_in(world: World, account: str, number: str) -> Event | None:
    """One event of the room by its id."""
    post = world.posts.get(("matrix", number))
    if post is None or post.versions[0].data["room"] != account:
        return None
    return next(one for one in events_of(post) if one.id == number)


def children(every: list[Event], number: str, kind: str) -> Iterator[Event]:
    """The events that hang on one in this way and are not redacted, the oldest first."""
    for one in every:
        related = one.relation.get("event_id") == number
        if related and one.relation.get("rel_type") == kind and not one.removed:
            yield one


def shown(event: Event, every: list[Event], account: str, moment: float) -> dict[str, Any]:
    """An event as it is read: without content once redacted, else with its newest replacement."""
    unsigned: dict[str, Any] = {"age": max(0, round((moment - event.at) * 1000))}
    gone = moment >= event.gone_at
    if gone:
        unsigned["redacted_because"] = {"type": "m.room.redaction", "redacts": event.id}
    edits = [one for one in children(every, event.id, "m.replace") if one.shown_from <= moment]
    if edits and not gone:
        newest = shown(edits[-1], [], account, moment)
        unsigned["m.relations"] = {"m.replace": newest}
    data = {
        "event_id": event.id,
        "type": event.kind,
        "room_id": room(account),
        "sender": event.sender,
        "origin_server_ts": round(event.at * 1000),
        "content": {} if gone else event.content,
        "unsigned": unsigned,
    }
    return data | ({"redacts": event.redacts} if event.redacts else {})
