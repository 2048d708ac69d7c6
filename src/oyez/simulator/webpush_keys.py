"""The browsers of the public: their keys, derived from their names so that no run loses them."""

from __future__ import annotations

import base64
import json
from typing import Any

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from oyez.simulator.world import digest

CURVE = ec.SECP256R1()


def b64(data: bytes) -> str:
    """Base64url without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def unb64(text: str) -> bytes:
    """The other way; raises ValueError."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def private(*names: str) -> ec.EllipticCurvePrivateKey:
    """A key that belongs to these names; its number is far below the order of the curve."""
    return ec.derive_private_key(int.from_bytes(digest(*names)[:31], "big") + 1, CURVE)


def point(key: ec.EllipticCurvePrivateKey) -> bytes:
    """The public half, 65 bytes."""
    return key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def subscription(base: str, account: str, device: str) -> dict[str, str]:
    """What a browser gives when somebody subscribes; `base` ends with /webpush."""
    return {
        "endpoint": f"{base}/push/{account}/{device}",
        "p256dh": b64(point(private("webpush", account, device))),
        "auth": b64(digest("webpush auth", account, device)[:16]),
    }


def server_key(*names: str) -> str:
    """A key for a sender, as its 32 bytes in base64url."""
    number = private("vapid", *names).private_numbers().private_value
    return b64(number.to_bytes(32, "big"))


def hkdf(material: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    """HKDF with SHA-256."""
    return HKDF(hashes.SHA256(), length, salt, info).derive(material)


def decrypt(account: str, device: str, body: bytes) -> dict[str, Any] | None:
    """What the browser's service worker gets, or None when nothing sensible comes out."""
    key, auth = private("webpush", account, device), digest("webpush auth", account, device)[:16]
    salt, size, sender = body[:16], int.from_bytes(body[16:20], "big"), body[21 : 21 + 65]
    try:
        if body[20] != 65 or size < 18:
            return None
        theirs = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, sender)
        shared = key.exchange(ec.ECDH(), theirs)
        master = hkdf(shared, auth, b"WebPush: info\0" + point(key) + sender, 32)
        content = hkdf(master, salt, b"Content-Encoding: aes128gcm\0", 16)
        nonce = hkdf(master, salt, b"Content-Encoding: nonce\0", 12)
        text = AESGCM(content).decrypt(nonce, body[86:], None).rstrip(b"\0")
        found = json.loads(text[:-1]) if text.endswith(b"\x02") else None
    except (ValueError, IndexError, InvalidTag):
        return None
    return found if isinstance(found, dict) else None


def claims(token: str, key: str) -> dict[str, Any] | None:
    """What a VAPID token says when this key has signed it, else None."""
    try:
        head, said, signed = token.split(".")
        r, s = (int.from_bytes(unb64(signed)[half], "big") for half in (slice(32), slice(32, 64)))
        public = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, unb64(key))
        signature = encode_dss_signature(r, s)
        public.verify(signature, f"{head}.{said}".encode(), ec.ECDSA(hashes.SHA256()))
        found = json.loads(unb64(said)) if json.loads(unb64(head))["alg"] == "ES256" else None
    except (ValueError, KeyError, InvalidSignature):
        return None
    return found if isinstance(found, dict) else None
