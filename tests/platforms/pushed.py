"""A push service that answers by the name of the device, and what its browsers read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from oyez.platforms.port import Answer, Channel, Delivery, Variant
from oyez.platforms.webpush import WebPush
from oyez.platforms.webpush_tally import name_of
from oyez.simulator.webpush_keys import decrypt, server_key, subscription

from .canned import said

NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
BASE = "https://push.example/webpush"
TAKEN, GONE = said(201), said(410, {})

V = Variant("ab" * 32, "Closed", "en", title="A38", marker_url="https://portal.example/p/x")
D = Delivery("7-1", 1, "7-1", NOW, NOW)
AGAIN = replace(D, attempt=2, sent_at=NOW + timedelta(seconds=1))


@dataclass
class Push:
    """A door that answers by the name of the device, and keeps what was sent to each."""

    answers: Mapping[str, Answer]
    sent: dict[str, tuple[Mapping[str, str], bytes]] = field(default_factory=dict)

    def send(self, method: str, url: str, **more: Any) -> Answer:
        assert method == "POST"
        device = url.rpartition("/")[2]
        self.sent[device] = (more["headers"], more["body"])
        return self.answers[device]

    def read(self, device: str) -> dict[str, Any]:
        found = decrypt("press", device, self.sent[device][1])
        assert found is not None
        return found


def service(**answers: Answer) -> tuple[WebPush, Push]:
    door = Push(answers)
    listed = json.dumps([subscription(BASE, "press", one) for one in answers])
    options = {"subscriptions": listed, "subject": "mailto:press@police.example"}
    channel = Channel("press", "", {"vapid_private": server_key("press")}, options)
    return WebPush(channel, door), door  # type: ignore[arg-type]


def endpoint(device: str) -> str:
    return f"{BASE}/push/press/{device}"


def names(*devices: str) -> tuple[str, ...]:
    return tuple(name_of(endpoint(one)) for one in devices)
