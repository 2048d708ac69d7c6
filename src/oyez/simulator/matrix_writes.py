"""Matrix's writes: upload, send, redact, ban, refresh."""

from __future__ import annotations

import re
from typing import Any

from oyez.simulator.answers import handle
from oyez.simulator.http import Request, Response
from oyez.simulator.mastodon_writes import sniff
from oyez.simulator.matrix_events import (
    SERVER,
    Event,
    event_in,
    events_of,
    keep,
    new_event,
    own_room,
    refuse,
    user,
)
from oyez.simulator.stage import Call
from oyez.simulator.world import Media, Post, Version, World

LONGEST = 65_536
KEY_LIFE = 3600.0
REFRESH = re.compile(r"sim-refresh-([a-z0-9_]+)(?:\.(\d+))?")


def body_of(request: Request) -> dict[str, Any]:
    """The body, which must be an object."""
    data = request.json()
    if not isinstance(data, dict):
        raise refuse(400, "M_NOT_JSON", "Content not JSON.")
    return data


def relation_of(content: dict[str, Any]) -> dict[str, Any]:
    """How a message hangs on another."""
    found = content.get("m.relates_to")
    return found if isinstance(found, dict) else {}


def replaces(request: Request) -> bool:
    """Whether a message takes the place of another."""
    data = request.json()
    return isinstance(data, dict) and relation_of(data).get("rel_type") == "m.replace"


def refresh(world: World, call: Call) -> Response:  # noqa: ARG001 - every call takes both
    """POST /refresh: both tokens change."""
    old = REFRESH.fullmatch(str(body_of(call.request).get("refresh_token", "")))
    if not old:
        raise refuse(401, "M_UNKNOWN_TOKEN", "Unrecognised refresh token")
    turn = int(old[2] or 0) + 1
    tokens = {
        "access_token": f"sim-{old[1]}.{turn}",
        "refresh_token": f"sim-refresh-{old[1]}.{turn}",
    }
    return Response.of(200, tokens | {"expires_in_ms": 300_000})


def upload(world: World, call: Call) -> Response:
    """POST /upload: the body is the file."""
    body, number = call.request.body, str(world.next_number())
    if not body:
        raise refuse(400, "M_MISSING_PARAM", "Request must specify a body")
    kind = sniff(body) or "application/octet-stream"
    world.media["matrix", number] = Media(number, call.account, kind, body)
    return Response.of(200, {"content_uri": f"mxc://{SERVER}/{number}"})


def once(world: World, call: Call, txn: str) -> tuple[tuple[str, str], str]:
    """The key of a transaction, and the event it has made; nothing when it is new."""
    key = (f"matrix:{call.account}", f"{call.operation}:{txn}")
    known, at = world.keys.get(key, ("", 0.0))
    forgotten = "ignore_key" in call.twists or world.now() - at > KEY_LIFE
    return key, "" if forgotten else known


def send(world: World, call: Call) -> Response:
    """PUT /send/m.room.message/TXN: the same transaction gives the same event."""
    own_room(call)
    key, known = once(world, call, call.words[1])
    if known:
        return Response.of(200, {"event_id": known})
    content = body_of(call.request)
    if len(call.request.body) > LONGEST - 500:  # what the server adds counts too
        raise refuse(413, "M_TOO_LARGE", "event too large")
    if not isinstance(content.get("body"), str) or not isinstance(content.get("msgtype"), str):
        raise refuse(400, "M_BAD_JSON", "msgtype and body are needed")
    event = new_event(world, call.account, user(call.account), content)
    event.shown_from = world.now() + call.twists.get("lag", 0.0)
    place(world, call, event)
    world.keys[key] = (event.id, world.now())
    return Response.of(200, {"event_id": event.id})


def place(world: World, call: Call, event: Event) -> None:
    """A message stands alone, or belongs to the one whose picture or replacement it is."""
    relation = event.relation
    above = event_in(world, call.account, str(relation.get("event_id", "")))
    if relation.get("rel_type") == "m.replace":
        if above is None or above.post is None or above.sender != event.sender:
            raise refuse(400, "M_UNKNOWN", "Can't send replacement of an unknown event")
        keep(world, above.post, event)
        reword(above.post, event.shown_from)
    elif relation.get("rel_type") == "m.reference" and above is not None and above.post:
        keep(world, above.post, event)
        reword(above.post, event.shown_from)
    else:
        put_up(world, call, event)


def put_up(world: World, call: Call, event: Event) -> None:
    """A message that stands for itself."""
    parent = event.relation.get("m.in_reply_to")
    text = str(event.content["body"])
    if "truncate" in call.twists:
        text = event.content["body"] = text[: len(text) // 2]
    version = Version(event.at, text, {"room": call.account})
    post = Post("matrix", call.account, event.id, event.at, event.shown_from, [version])
    post.url = address(call.request, call.words[0], event.id)
    post.reply_to = str(parent.get("event_id")) if isinstance(parent, dict) else None
    keep(world, world.add(post), event)


def address(request: Request, room: str, number: str) -> str:
    """Where people are led, in the form that matrix.to has."""
    return f"http://{request.host}/matrix/#/{room}/{number}?via={SERVER}"


def reword(post: Post, at: float) -> None:
    """Bring what the public finds in line with the events that are not redacted."""
    standing = [one for one in events_of(post) if not one.removed]
    texts, alts = [], []
    for one in standing:
        new = one.content.get("m.new_content")
        words = new if isinstance(new, dict) else one.content
        kind = words.get("msgtype")
        if kind == "m.image" and one.relation.get("rel_type") != "m.replace":
            alts.append(str(words.get("body", "")))
        elif kind != "m.image":
            texts.append(str(words.get("body", "")))
    version = Version(at, texts[-1] if texts else "", post.versions[0].data, tuple(alts))
    if texts and version.text == post.newest.text:
        post.newest.alts = version.alts
    else:
        post.versions.append(version)


def redact(world: World, call: Call) -> Response:
    """PUT /redact/EVENT/TXN: again and again without harm."""
    own_room(call)
    key, known = once(world, call, f"{call.words[1]}:{call.words[2]}")
    if known:
        return Response.of(200, {"event_id": known})
    target = event_in(world, call.account, call.words[1])
    if target is None or target.post is None:
        raise refuse(404, "M_NOT_FOUND", "Event not found.")
    event = new_event(world, call.account, user(call.account), {})
    event.kind, event.redacts = "m.room.redaction", target.id
    world.keys[key] = (event.id, world.now())
    if "delete_ignored" not in call.twists and not target.removed:
        late = call.twists.get("delete_lag", call.twists.get("lag", 0.0))
        target.gone_at = world.now() + late
        settle(world, target.post, late)
    return Response.of(200, {"event_id": event.id})


def settle(world: World, post: Post, late: float) -> None:
    """After a redaction: the post is gone with its last event."""
    if all(one.removed for one in events_of(post)):
        world.remove(post, late)
    else:
        reword(post, world.now() + late)


def ban(world: World, call: Call) -> Response:  # noqa: ARG001 - every call takes both
    """POST /ban; who is banned is not kept."""
    own_room(call)
    if not str(body_of(call.request).get("user_id", "")).startswith("@"):
        raise refuse(400, "M_BAD_JSON", "user_id is needed")
    return Response.of(200, {})


def comment(world: World, request: Request, parent: Post, said: dict[str, str]) -> Post:
    """What somebody of the public says in the room, in answer to a message."""
    account = parent.versions[0].data["room"]
    name = handle(said["author"])
    content = {
        "msgtype": "m.text",
        "body": said["text"],
        "m.relates_to": {"m.in_reply_to": {"event_id": parent.id}},
    }
    event = new_event(world, account, user(name), content)
    data = {"author": said["author"], "room": account}
    post = Post(
        "matrix", name, event.id, event.at, event.at, [Version(event.at, said["text"], data)]
    )
    post.url = address(request, f"!{account}:{SERVER}", event.id)
    post.reply_to, post.foreign = parent.id, True
    keep(world, post, event)
    return post
