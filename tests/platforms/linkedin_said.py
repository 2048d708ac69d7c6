"""What LinkedIn's tests share: a channel, one post of it, and prepared answers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from oyez.platforms.heard import Heard, InboxItem
from oyez.platforms.linkedin import LinkedIn
from oyez.platforms.port import Answer, Channel, Delivery, Receipt, Variant

from .canned import Canned

NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
MS = int(NOW.timestamp() * 1000)
URN = "urn:li:share:7431329065766260736"
ENC = "urn%3Ali%3Ashare%3A7431329065766260736"
ORG = "urn%3Ali%3Aorganization%3A123"
V = Variant("", "Road closed", "en", marker_url="https://portal.example/p/ab")
D = Delivery("d", 1, "k", NOW, NOW)
RECEIPT = Receipt(URN, f"https://www.linkedin.com/feed/update/{URN}/", NOW)

ACTIVITY = "urn:li:activity:77"
COMMENT = f"urn:li:comment:({ACTIVITY},5)"
PLACE = "https://api.linkedin.com/rest/socialActions/urn%3Ali%3Aactivity%3A77/comments"
ITEM = InboxItem(COMMENT, Heard.REPLY, "urn:li:person:a", "Why?", NOW, about=URN)

linkedin = pytest.mark.parametrize("bench", ["linkedin"], indirect=True)


def speak(answers: Sequence[Answer], **secrets: str) -> tuple[LinkedIn, Canned]:
    door = Canned(list(answers))
    known = {"token": "T", "client_id": "app", "client_secret": "s3cret", **secrets}
    return LinkedIn(Channel("123", "https://api.linkedin.com", known), door), door


def post(text: str = "Road closed", **more: object) -> dict[str, object]:
    return {
        "id": URN, "commentary": text, "lifecycleState": "PUBLISHED",
        "createdAt": MS, "lastModifiedAt": MS, **more,
    }  # fmt: skip
