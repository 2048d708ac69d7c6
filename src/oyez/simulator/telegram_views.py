"""What the Bot API answers with: chats, messages and refusals, in its own words."""

from __future__ import annotations

import re
from typing import Any

from oyez.simulator.http import Response
from oyez.simulator.stage import RefusedError
from oyez.simulator.world import Post, Version, World, digest

URL = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)\]'»“”]")
SUPERGROUP = 10**12


def ok(result: object) -> Response:
    """The envelope of a success."""
    return Response.of(200, {"ok": True, "result": result})


def problem(status: int, words: str, **parameters: int) -> Response:
    """The envelope of a refusal; the status stands in it once more."""
    data: dict[str, object] = {"ok": False, "error_code": status, "description": words}
    return Response.of(status, data | ({"parameters": parameters} if parameters else {}))


def refuse(words: str, status: int = 400) -> RefusedError:
    """A refusal to throw."""
    kind = {400: "Bad Request", 403: "Forbidden", 409: "Conflict"}[status]
    return RefusedError(problem(status, f"{kind}: {words}"))


def number_of(*words: str) -> int:
    """The same words have the same number in every run."""
    return int.from_bytes(digest("telegram", *words)[:4], "big")


def channel_number(name: str) -> int:
    """The chat id of a channel."""
    return -(SUPERGROUP + number_of("channel", name))


def group_number(name: str) -> int:
    """The chat id of a channel's discussion group."""
    return -(SUPERGROUP + number_of("group", name))


def channel(name: str) -> dict[str, Any]:
    """A channel as a chat."""
    title = f"EXERCISE {name}"
    return {"id": channel_number(name), "type": "channel", "title": title, "username": name}


def group(name: str) -> dict[str, Any]:
    """The discussion group as a chat."""
    username = f"{name}_chat"
    return {
        "id": group_number(name),
        "type": "supergroup",
        "title": f"EXERCISE {username}",
        "username": username,
    }


def bot(name: str) -> dict[str, Any]:
    """The bot of a channel as a user."""
    number = number_of("bot", name)
    return {"id": number, "is_bot": True, "first_name": name, "username": f"{name}_bot"}


def person(post: Post) -> dict[str, Any]:
    """Somebody of the public."""
    return {
        "id": number_of("person", post.account),
        "is_bot": False,
        "first_name": str(post.newest.data.get("author", post.account)),
        "username": post.account,
    }


def entities(text: str) -> list[dict[str, Any]]:
    """The links Telegram finds in a text, counted in UTF-16."""
    found = []
    for match in URL.finditer(text):
        before = len(text[: match.start()].encode("utf-16-le")) // 2
        length = len(match.group().encode("utf-16-le")) // 2
        found.append({"type": "url", "offset": before, "length": length})
    return found


def message(post: Post, version: Version, number: int) -> dict[str, Any]:
    """One message of the channel; of an album only the first carries the text."""
    chat = channel(post.account)
    parts = version.data["parts"]
    data = {"message_id": number, "date": int(post.created), "chat": chat, "sender_chat": chat}
    if len(version.data["photos"]) > 1:
        data["media_group_id"] = post.id
    if version.data["photos"]:
        data["photo"] = [{"file_id": f"file-{number}", "width": 320, "height": 180}]
    if version.text and number == parts[0]:
        kind = "caption" if version.data["photos"] else "text"
        data |= {kind: version.text}
        if found := entities(version.text):
            data["caption_entities" if kind == "caption" else "entities"] = found
    if post.edited:
        data["edit_date"] = int(post.edited)
    return data


def group_message(world: World, post: Post, channel_name: str) -> dict[str, Any]:
    """One message of the discussion group, with the one it answers."""
    parent = world.posts.get(("telegram", post.reply_to or ""))
    sender = person(post) if post.foreign else bot(channel_name)
    data = {
        "message_id": int(post.id),
        "from": sender,
        "chat": group(channel_name),
        "date": int(post.created),
        "text": post.newest.text,
    }
    if parent is not None:
        data["reply_to_message"] = answered(parent, channel_name)
    return data


def answered(parent: Post, channel_name: str) -> dict[str, Any]:
    """What a message hangs on: a comment, or the post of the channel mirrored into the group."""
    data = {"message_id": int(parent.id), "date": int(parent.created), "chat": group(channel_name)}
    if parent.newest.data.get("group"):
        return data | {"text": parent.newest.text}
    origin = {
        "type": "channel",
        "chat": channel(channel_name),
        "message_id": int(parent.id),
        "date": int(parent.created),
    }
    mirrored = {"sender_chat": channel(channel_name), "is_automatic_forward": True}
    return data | mirrored | {"forward_origin": origin, "text": parent.newest.text}
