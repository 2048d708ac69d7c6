"""Matrix's readings: who we are, the room's events one by one, backwards, and as news."""

from __future__ import annotations

import json
from typing import Any

from oyez.simulator.http import Response
from oyez.simulator.matrix_events import (
    Event,
    children,
    event_in,
    events_in,
    events_of,
    own_room,
    refuse,
    room,
    shown,
    user,
)
from oyez.simulator.stage import Call
from oyez.simulator.world import World

LARGEST = 50_000_000


def moment(world: World, call: Call) -> float:
    """The time whose state the caller may see."""
    return world.now() - call.twists.get("lag", 0.0)


def whoami(world: World, call: Call) -> Response:  # noqa: ARG001 - every call takes both
    """GET /account/whoami."""
    return Response.of(200, {"user_id": user(call.account), "device_id": "SIM"})


def joined_rooms(world: World, call: Call) -> Response:  # noqa: ARG001
    """GET /joined_rooms: everybody is in the room of their own."""
    return Response.of(200, {"joined_rooms": [room(call.account)]})


def media_config(world: World, call: Call) -> Response:  # noqa: ARG001
    """GET /media/config."""
    return Response.of(200, {"m.upload.size": LARGEST})


def state(world: World, call: Call) -> Response:  # noqa: ARG001
    """GET /state/TYPE: of the public room nothing but its rules for joining."""
    own_room(call)
    if call.words[1] == "m.room.join_rules":
        return Response.of(200, {"join_rule": "public"})
    raise refuse(404, "M_NOT_FOUND", "Event not found.")


def event(world: World, call: Call) -> Response:
    """GET /event/EVENT."""
    own_room(call)
    found, now = event_in(world, call.account, call.words[1]), moment(world, call)
    if found is None or found.shown_from > now:
        raise refuse(404, "M_NOT_FOUND", "Event not found.")
    mates = events_of(found.post) if found.post else []
    return Response.of(200, shown(found, mates, call.account, now))


def relations(world: World, call: Call) -> Response:
    """GET /relations/EVENT/KIND, the newest first."""
    own_room(call)
    every = events_in(world, call.account)
    found = list(children(every, call.words[1], call.words[2]))
    now = moment(world, call)
    return Response.of(200, {"chunk": [shown(one, [], call.account, now) for one in found[::-1]]})


def wanted(one: Event, given: dict[str, Any]) -> bool:
    """Whether a filter lets an event through."""
    if "types" in given and one.kind not in given["types"]:
        return False
    if "senders" in given and one.sender not in given["senders"]:
        return False
    return one.sender not in given.get("not_senders", ())


def filter_of(text: str) -> dict[str, Any]:
    """A filter, given as JSON."""
    try:
        found = json.loads(text or "{}")
    except ValueError:
        raise refuse(400, "M_NOT_JSON", "filter is not JSON") from None
    return found if isinstance(found, dict) else {}


def number_of(token: str, otherwise: int) -> int:
    """The place a token stands for."""
    return int(token[1:]) if token[1:].isdigit() else otherwise


def messages(world: World, call: Call) -> Response:
    """GET /messages?dir=b: events before a token, the newest first; `end` leads on."""
    own_room(call)
    request, now = call.request, moment(world, call)
    given, limit = filter_of(request.arg("filter")), int(request.arg("limit") or 10)
    start = number_of(request.arg("from"), 1 << 62)
    until = number_of(request.arg("to"), 0)
    every = events_in(world, call.account)
    fits = [
        one
        for one in reversed(every)
        if until < one.number < start and one.shown_from <= now and wanted(one, given)
    ]
    chunk = [shown(one, every, call.account, now) for one in fits[:limit]]
    data: dict[str, Any] = {"chunk": chunk, "start": request.arg("from") or "t0"}
    if len(fits) > limit:
        data["end"] = f"t{fits[limit - 1].number}"
    return Response.of(200, data)


def sync(world: World, call: Call) -> Response:
    """GET /sync: what happened since a token, the oldest first; without one the newest page."""
    request, now = call.request, moment(world, call)
    given = filter_of(request.arg("filter")).get("room", {})
    limit = int(given.get("timeline", {}).get("limit", 10))
    since = number_of(request.arg("since"), 0)
    every = [one for one in events_in(world, call.account) if one.shown_from <= now]
    last = every[-1].number if every else since
    fits = [one for one in every if one.number > since and wanted(one, given.get("timeline", {}))]
    page = fits[-limit:] if limit else []
    limited = len(fits) > len(page)
    timeline = {
        "events": [shown(one, every, call.account, now) for one in page],
        "limited": limited,
        "prev_batch": f"t{page[0].number if page else last + 1}",
    }
    rooms = {room(call.account): {"timeline": timeline}} if page else {}
    return Response.of(200, {"next_batch": f"s{last}", "rooms": {"join": rooms}})
