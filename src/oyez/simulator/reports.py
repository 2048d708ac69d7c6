"""Webhooks as a gateway and Meta send them: signed bytes, for whoever plays the other side."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence

from oyez.simulator.graph import webhook


def sms_report(
    secret: str, reference: str, to: str, status: str, **more: object
) -> tuple[dict[str, str], bytes]:
    """What became of one recipient's short message: headers and body; `more` is id and time."""
    body = json.dumps({"reference": reference, "to": to, "status": status, **more}).encode()
    return {"x-signature": signature(secret, body)}, body


def whatsapp_event(
    secret: str,
    phone: str,
    *,
    statuses: Sequence[Mapping[str, object]] = (),
    messages: Sequence[Mapping[str, object]] = (),
) -> tuple[dict[str, str], bytes]:
    """One call of Meta's webhook with delivery reports and what people wrote."""
    value: dict[str, object] = {
        "messaging_product": "whatsapp",
        "metadata": {"display_phone_number": "15550000000", "phone_number_id": phone},
    }
    if statuses:
        value["statuses"] = list(statuses)
    if messages:
        value["contacts"] = [{"wa_id": one["from"], "profile": {"name": "Reader"}}
                             for one in messages]  # fmt: skip
        value["messages"] = list(messages)
    change = {"field": "messages", "value": value}
    entry = {"id": f"waba-{phone}", "changes": [change]}
    return webhook(secret, {"object": "whatsapp_business_account", "entry": [entry]})


def whatsapp_status(
    wamid: str, token: str, to: str, status: str, *, at: int, code: int = 0
) -> dict[str, object]:
    """One delivery report: sent, delivered, read, or failed with a code."""
    found: dict[str, object] = {
        "id": wamid,
        "status": status,
        "timestamp": str(at),
        "recipient_id": to,
        "biz_opaque_callback_data": token,
    }
    if code:
        found["errors"] = [{"code": code, "title": "Message undeliverable"}]
    return found


def signature(secret: str, body: bytes) -> str:
    """HMAC-SHA256 in hex."""
    return hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
