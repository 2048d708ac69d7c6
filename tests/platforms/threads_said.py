"""What the tests of Threads share: a channel, one post of it, and prepared answers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl

import pytest

from oyez.platforms.heard import Heard, InboxItem
from oyez.platforms.port import Answer, Channel, Delivery, Receipt, Variant
from oyez.platforms.text import seen_sha256
from oyez.platforms.threads import Threads

from .canned import Asked, Canned, said

NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
BASE = "https://graph.threads.net/v1.0"
URL = "https://www.threads.net/@police/post/Pp"
V = Variant("", "Road closed", "en", marker_url="https://portal.example/p/ab")
D = Delivery("d", 1, "k", NOW, NOW, staged="17")
RECEIPT = Receipt("99", URL, NOW, text_sha256=seen_sha256("Road closed"))
ITEM = InboxItem("55", Heard.REPLY, "anna", "Why?", NOW, about="99", url=URL)
LOST = {"code": 24, "error_subcode": 4279009, "message": "m", "fbtrace_id": "A1"}

threads = pytest.mark.parametrize("bench", ["threads"], indirect=True)


def speak(answers: Sequence[Answer], **options: str) -> tuple[Threads, Canned]:
    door = Canned(list(answers))
    secrets = {"token": "T", "app_secret": "s3cret"}
    return Threads(Channel("police", "https://graph.threads.net", secrets, options), door), door


def form(asked: Asked) -> dict[str, str]:
    """The fields of a form, which must say that it is one."""
    assert asked.json is None
    assert asked.headers["Content-Type"] == "application/x-www-form-urlencoded"
    return dict(parse_qsl((asked.body or b"").decode(), keep_blank_values=True))


def post(text: str = "Road closed", **more: object) -> dict[str, Any]:
    when = {"timestamp": "2026-11-21T03:00:00+0000"}
    return {"id": "99", "permalink": URL, "text": text, **when, **more}


def state(status: str, message: str = "") -> Answer:
    told = {"error_message": message} if message else {}
    return said(200, {"id": "17", "status": status, **told})


def refused(status: int = 400, **error: object) -> Answer:
    return said(status, {"error": {"message": "m", "fbtrace_id": "A1", **error}})
