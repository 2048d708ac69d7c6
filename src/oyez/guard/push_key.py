"""The key that browsers of the staff are told to accept, sealed in its one row."""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric import ec
from django.utils import timezone

from oyez.accounts.sealing import seal, unseal
from oyez.guard.models import PushKey
from oyez.platforms.webpush_crypto import CURVE, b64, private_key, public_bytes

ONLY = 1
BOUND_TO = "oyez paging push"


def private_half() -> str:
    """The private half as base64url; made once, by whoever asks first."""
    row = PushKey.objects.filter(pk=ONLY).first()
    if row is None:
        fresh = {"sealed": seal(_made().encode(), BOUND_TO), "made_at": timezone.now()}
        row, _new = PushKey.objects.get_or_create(pk=ONLY, defaults=fresh)
    return unseal(bytes(row.sealed), BOUND_TO).decode()


def public_half() -> str:
    """What a browser is told, as base64url."""
    return b64(public_bytes(private_key(private_half())))


def _made() -> str:
    number = ec.generate_private_key(CURVE).private_numbers().private_value
    return b64(number.to_bytes(32, "big"))
