"""An account in a Matrix room with prepared answers, and what a homeserver says."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from urllib.parse import unquote, urlsplit

from oyez.platforms.matrix import Matrix
from oyez.platforms.port import Answer, Channel, Delivery, Receipt, Variant

from .canned import Canned, said

ME, THEM, ROOM = "@press:police.example", "@ada:home.example", "!abc:police.example"
BASE = "https://matrix.police.example"
NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
MS = int(NOW.timestamp() * 1000)
WHO = said(200, {"user_id": ME})
NONE = said(200, {"chunk": []})


class Speaker:
    def __init__(self, *answers: Answer, room: str = ROOM, **secrets: str) -> None:
        self.door = Canned(list(answers))
        known = {"token": "syt_secret"} | secrets
        self.adapter = Matrix(Channel(ME, BASE, known, {"room": room}), self.door)

    def asked(self) -> list[str]:
        """Method and path of every request, without what the room's address repeats."""
        paths = [unquote(urlsplit(one.url).path) for one in self.door.asked]
        short = [path.replace(f"/_matrix/client/v3/rooms/{ROOM}", "") for path in paths]
        return [f"{one.method} {path}" for one, path in zip(self.door.asked, short, strict=True)]

    def bodies(self) -> list[Any]:
        return [one.json for one in self.door.asked]


def sent(number: str = "$one") -> Answer:
    return said(200, {"event_id": number})


def no(status: int, code: str, **more: object) -> Answer:
    return said(status, {"errcode": code, "error": "words of the server"} | more)


def event(number: str = "$one", text: str = "Road closed", **more: Any) -> dict[str, Any]:
    """An event of ours; `content` and the rest can be given."""
    content = {"msgtype": "m.text", "body": text}
    made = {"event_id": number, "type": "m.room.message", "sender": ME, "content": content}
    return made | {"origin_server_ts": MS, "room_id": ROOM, "unsigned": {}} | more


def relating(kind: str, number: str, **more: Any) -> dict[str, Any]:
    return {"m.relates_to": {"rel_type": kind, "event_id": number}} | more


def page(*events: dict[str, Any], end: str | None = None) -> Answer:
    return said(200, {"chunk": list(events), "start": "t0"} | ({"end": end} if end else {}))


def variant(text: str = "Road closed", **more: Any) -> Variant:
    return Variant("s", text, "en", **more)


def delivery(**more: Any) -> Delivery:
    made = {"id": "d", "attempt": 1, "key": "k", "created_at": NOW, "sent_at": NOW}
    return Delivery(**made | more)


def receipt(number: str = "$one", **more: Any) -> Receipt:
    return Receipt(number, f"https://matrix.to/#/{ROOM}/{number}", NOW, **more)
