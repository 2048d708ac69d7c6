"""What a citizen reads and says in the room: plain requests that share nothing with our adapter."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from outside import ask
from real_servers import Matrix


def room(server: Matrix, path: str) -> str:
    """An address in the room."""
    return f"{server.base_url}/_matrix/client/v3/rooms/{quote(server.room)}/{path}"


def seen(server: Matrix) -> list[dict[str, Any]]:
    """The authority's messages as a citizen's app reads them, the oldest first."""
    read = ask(room(server, "messages?dir=b&limit=500"), token=server.citizen_token)
    assert read.status == 200, read.data
    ours = [one for one in read.json["chunk"] if one["type"] == "m.room.message"]
    return [one for one in ours[::-1] if one["sender"] == server.authority]


def standing(server: Matrix, code: str) -> list[dict[str, Any]]:
    """Those with content that name the notice, or hang on one that does."""
    found: dict[str, dict[str, Any]] = {}
    for one in seen(server):
        above = one["content"].get("m.relates_to", {}).get("event_id")
        if code in one["content"].get("body", "") or above in found:
            found[one["event_id"]] = one
    return list(found.values())


def say(server: Matrix, content: dict[str, object], txn: str) -> str:
    """The citizen says something in the room."""
    told = ask(
        room(server, f"send/m.room.message/{txn}"),
        method="PUT",
        token=server.citizen_token,
        body={"msgtype": "m.text"} | content,
    )
    number: str = told.json["event_id"]
    return number
