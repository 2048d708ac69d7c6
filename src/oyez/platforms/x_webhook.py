"""X's webhooks: the handshake, the signature, and what an event is."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Mapping
from typing import Final

from oyez.domain.delivery import FailureClass
from oyez.platforms.heard import Heard
from oyez.platforms.port import Failed

SIGNATURE: Final = "x-twitter-webhooks-signature"
EVENTS: Final = {
    "post.reply.create": Heard.REPLY,
    "post.mention.create": Heard.MENTION,
    "post.quote.create": Heard.QUOTE,
    "post.repost.create": Heard.REACTION,
    "post.delete": Heard.DELETED,
}


def crc(secret: str, token: str) -> str:
    """The `response_token` with which X's handshake for `token` is to be answered."""
    return sign(secret, token.encode())


def sign(secret: str, data: bytes) -> str:
    """HMAC-SHA256 in base64 behind its name, as X signs."""
    digest = hmac.digest(secret.encode(), data, hashlib.sha256)
    return f"sha256={base64.b64encode(digest).decode()}"


def unsigned(headers: Mapping[str, str], body: bytes, secret: str) -> Failed | None:
    """None when the consumer secret has signed these very bytes; header names in lower case."""
    if not secret:
        return Failed(FailureClass.PERMISSION, "no_consumer_secret")
    given = headers.get(SIGNATURE, "").encode()
    if hmac.compare_digest(given, sign(secret, body).encode()):
        return None
    return Failed(FailureClass.PERMISSION, "bad_signature")
