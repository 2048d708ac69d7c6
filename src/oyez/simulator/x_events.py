"""Webhooks as X sends them, in the field names of its manual, for whoever plays the other side."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence


def x_event(
    secret: str,
    kind: str,
    payload: Mapping[str, object],
    *,
    users: Sequence[Mapping[str, object]] = (),
    event: str = "event-1",
) -> tuple[dict[str, str], bytes]:
    """One event about one post: headers and body."""
    data = {
        "event_uuid": event,
        "event_type": kind,
        "filter": {"user_id": "1"},
        "tag": "oyez",
        "payload": payload,
        "includes": {"users": list(users)},
    }
    body = json.dumps({"data": data}).encode()
    digest = hmac.new(secret.encode(), body, hashlib.sha256).digest()
    signed = f"sha256={base64.b64encode(digest).decode()}"
    return {"x-twitter-webhooks-signature": signed}, body
