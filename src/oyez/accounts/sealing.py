"""Sealing with the vault key: AES-GCM, bound to what the secret belongs to.

What is copied to another place does not open there. New things are sealed with the newest key;
keys of before open what they sealed until everything is sealed anew (`accounts.resealing`).
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
    """Encrypt for one place, with the newest key."""
    nonce = os.urandom(NONCE)
    return VERSION + nonce + _newest().encrypt(nonce, plain, VERSION + bound_to.encode())


def unseal(sealed: bytes, bound_to: str) -> bytes:
    """Open what `seal` sealed for this place, with the newest key or an old one."""
    for cipher in (_newest(), *_old()):
        plain = _opened(cipher, sealed, bound_to)
        if plain is not None:
            return plain
    raise VaultError(
        f"The secrets of {bound_to} do not open with OYEZ_VAULT_KEY. "
        "Set the key they were stored with, or enter them again."
    )


def is_newest(sealed: bytes, bound_to: str) -> bool:
    """Whether the newest key alone opens it."""
    return _opened(_newest(), sealed, bound_to) is not None


def seal_text(plain: str, bound_to: str) -> str:
    """The same for a text, as letters and digits."""
    return base64.urlsafe_b64encode(seal(plain.encode(), bound_to)).decode()


def unseal_text(sealed: str, bound_to: str) -> str:
    """Open what `seal_text` sealed."""
    return unseal(as_bytes(sealed, bound_to), bound_to).decode()


def as_bytes(sealed: str, bound_to: str) -> bytes:
    """The sealed bytes behind such a text."""
    try:
        return base64.b64decode(sealed, altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise VaultError(f"The secrets of {bound_to} are damaged.") from error


def _opened(cipher: AESGCM, sealed: bytes, bound_to: str) -> bytes | None:
    version, nonce, body = sealed[:1], sealed[1 : NONCE + 1], sealed[NONCE + 1 :]
    try:
        # The version is bound too, so a later one cannot be passed off as this one.
        return cipher.decrypt(nonce, body, version + bound_to.encode())
    except (InvalidTag, ValueError):
        return None


def _newest() -> AESGCM:
    return _cipher(settings.VAULT_KEY, "OYEZ_VAULT_KEY")


def _old() -> list[AESGCM]:
    return [_cipher(key, "OYEZ_VAULT_KEY_OLD") for key in settings.VAULT_KEY_OLD]


def _cipher(word: str, name: str) -> AESGCM:
    try:
        key = base64.b64decode(word, validate=True)
    except (binascii.Error, ValueError) as error:
        raise VaultError(f"{name} is not base64; it takes 32 random bytes.") from error
    if len(key) != 32:
        raise VaultError(f"{name} holds {len(key)} bytes; it takes 32 random bytes.")
    return AESGCM(key)
