"""Sealing with the vault key: AES-GCM, bound to what the secret belongs to.

What is copied to another place does not open there.
"""

from __future__ import annotations

import base64
import binascii
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

VERSION = b"\x01"
NONCE = 12


class VaultError(Exception):
    """Something sealed cannot be opened; the message says what to do."""


def seal(plain: bytes, bound_to: str) -> bytes:
    """Encrypt for one place."""
    nonce = os.urandom(NONCE)
    return VERSION + nonce + _cipher().encrypt(nonce, plain, VERSION + bound_to.encode())


def unseal(sealed: bytes, bound_to: str) -> bytes:
    """Open what `seal` sealed for this place."""
    version, nonce, body = sealed[:1], sealed[1 : NONCE + 1], sealed[NONCE + 1 :]
    try:
        # The version is bound too, so a later one cannot be passed off as this one.
        return _cipher().decrypt(nonce, body, version + bound_to.encode())
    except (InvalidTag, ValueError) as error:
        raise VaultError(
            f"The secrets of {bound_to} do not open with OYEZ_VAULT_KEY. "
            "Set the key they were stored with, or enter them again."
        ) from error


def seal_text(plain: str, bound_to: str) -> str:
    """The same for a text, as letters and digits."""
    return base64.urlsafe_b64encode(seal(plain.encode(), bound_to)).decode()


def unseal_text(sealed: str, bound_to: str) -> str:
    """Open what `seal_text` sealed."""
    try:
        raw = base64.b64decode(sealed, altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise VaultError(f"The secrets of {bound_to} are damaged.") from error
    return unseal(raw, bound_to).decode()


def _cipher() -> AESGCM:
    try:
        key = base64.b64decode(settings.VAULT_KEY, validate=True)
    except (binascii.Error, ValueError) as error:
        raise VaultError("OYEZ_VAULT_KEY is not base64; it takes 32 random bytes.") from error
    if len(key) != 32:
        raise VaultError(f"OYEZ_VAULT_KEY holds {len(key)} bytes; it takes 32 random bytes.")
    return AESGCM(key)
