"""Encryption for one browser (RFC 8291, aes128gcm) and the proof of who sends (VAPID, RFC 8292)."""

from __future__ import annotations

import base64
import binascii
import json
import os
from datetime import datetime, timedelta
from typing import Final

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

CURVE: Final = ec.SECP256R1()
RECORD: Final = 4096  # bytes of the whole encrypted message
HEAD: Final = 16 + 4 + 1 + 65  # salt, record size, length and value of the sender's key
LONGEST: Final = RECORD - HEAD - 16 - 1  # without the tag and the mark of the last record
LIFE: Final = timedelta(hours=12)


def b64(data: bytes) -> str:
    """Base64url without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def unb64(text: str) -> bytes:
    """Bytes of base64url, padded or not; raises ValueError."""
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), b"-_", validate=True)
    except binascii.Error as error:
        raise ValueError("not base64url") from error


def private_key(text: str) -> ec.EllipticCurvePrivateKey:
    """A P-256 key from its 32 bytes in base64url; raises ValueError."""
    data = unb64(text)
    if len(data) != 32:
        raise ValueError("not a key of 32 bytes")
    return ec.derive_private_key(int.from_bytes(data, "big"), CURVE)


def public_bytes(key: ec.EllipticCurvePrivateKey) -> bytes:
    """The public half as an uncompressed point of 65 bytes."""
    return key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def encrypt(
    text: bytes,
    p256dh: str,
    auth: str,
    *,
    salt: bytes = b"",
    sender: ec.EllipticCurvePrivateKey | None = None,
) -> bytes:
    """One record only this browser can read; raises ValueError for keys that are none."""
    salt, sender = salt or os.urandom(16), sender or ec.generate_private_key(CURVE)
    theirs, ours, secret = unb64(p256dh), public_bytes(sender), unb64(auth)
    if len(secret) != 16:
        raise ValueError("not a secret of 16 bytes")
    try:
        point = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, theirs)
    except UnsupportedAlgorithm as error:
        raise ValueError("not a point of this curve") from error
    shared = sender.exchange(ec.ECDH(), point)
    master = derive(shared, secret, b"WebPush: info\0" + theirs + ours, 32)
    key = derive(master, salt, b"Content-Encoding: aes128gcm\0", 16)
    nonce = derive(master, salt, b"Content-Encoding: nonce\0", 12)
    head = salt + RECORD.to_bytes(4, "big") + bytes([len(ours)]) + ours
    return head + AESGCM(key).encrypt(nonce, text + b"\x02", None)


def derive(material: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    """HKDF with SHA-256."""
    return HKDF(hashes.SHA256(), length, salt, info).derive(material)


def vapid(key: ec.EllipticCurvePrivateKey, origin: str, subject: str, at: datetime) -> str:
    """The Authorization header for one push service; it holds for twelve hours from `at`."""
    claims = {"aud": origin, "exp": int((at + LIFE).timestamp()), "sub": subject}
    parts = [json.dumps(part).encode() for part in ({"typ": "JWT", "alg": "ES256"}, claims)]
    signed = ".".join(map(b64, parts))
    r, s = decode_dss_signature(key.sign(signed.encode(), ec.ECDSA(hashes.SHA256())))
    token = f"{signed}.{b64(r.to_bytes(32, 'big') + s.to_bytes(32, 'big'))}"
    return f"vapid t={token}, k={b64(public_bytes(key))}"
