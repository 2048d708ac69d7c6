"""A WhatsApp channel whose platform answers as a test says."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from oyez.platforms.port import Answer, Channel, Delivery, Variant
from oyez.platforms.whatsapp import WhatsApp

from .canned import Canned, said

NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
A, B, C = "4915112345678", "4915187654321", "447700900123"

V = Variant("ab" * 32, "The A38 is closed.", "en", title="A38", marker_url="https://p.example/p/x")
D = Delivery("7-1", 1, "7-1", NOW, NOW)


def taken(number: str, status: str = "accepted") -> Answer:
    message = {"id": f"wamid.{number}", "message_status": status}
    return said(200, {"messaging_product": "whatsapp", "contacts": [], "messages": [message]})


def no(code: int, status: int = 400) -> Answer:
    return said(status, {"error": {"message": "(#) no", "code": code, "fbtrace_id": "A1"}})


def cloud(*answers: Answer, **options: str) -> tuple[WhatsApp, Canned]:
    door = Canned(list(answers))
    given = {"recipients": f"+{A}, {B}", "phone_number_id": "106", "template": "notice", **options}
    secrets = {"token": "t-1"}
    return WhatsApp(Channel("press", "https://graph.example", secrets, given), door), door


def bodies(door: Canned) -> list[Any]:
    return [one.json for one in door.asked]
