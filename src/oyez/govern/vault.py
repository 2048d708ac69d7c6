"""Secrets of channels, sealed with AES-GCM and bound to their channel.

What is copied to another row does not open there. No function here writes a secret anywhere
but into the channel's own row.
"""

from __future__ import annotations

import base64
import binascii
import json
import os
from collections.abc import Mapping

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from oyez.govern.models import Channel

VERSION = b"\x01"
NONCE = 12


class VaultError(Exception):
    """The secrets of a channel cannot be opened; the message says what to do."""


class Secrets(dict[str, str]):
    """The opened secrets of one channel; printing them shows their names only."""

    def __repr__(self) -> str:
        return f"<secrets: {', '.join(sorted(self)) or 'none'}>"

    __str__ = __repr__


def encrypt(channel_id: int, plain: Mapping[str, str]) -> bytes:
    """Seal a mapping for one channel; an empty one becomes empty bytes."""
    if not plain:
        return b""
    nonce = os.urandom(NONCE)
    text = json.dumps(dict(plain), sort_keys=True).encode()
    return VERSION + nonce + _cipher().encrypt(nonce, text, _bound_to(channel_id, VERSION))


def decrypt(channel_id: int, sealed: bytes) -> Secrets:
    """Open what `encrypt` sealed for this channel."""
    if not sealed:
        return Secrets()
    version, nonce, body = sealed[:1], sealed[1 : NONCE + 1], sealed[NONCE + 1 :]
    try:
        # The version is bound too, so a later one cannot be passed off as this one.
        text = _cipher().decrypt(nonce, body, _bound_to(channel_id, version))
    except (InvalidTag, ValueError) as error:
        raise VaultError(
            f"The secrets of channel {channel_id} do not open with OYEZ_VAULT_KEY. "
            "Set the key they were stored with, or enter them again."
        ) from error
    return Secrets(json.loads(text))


def secrets(channel: Channel) -> Secrets:
    """The secrets of a channel, as its row held them when it was read."""
    return decrypt(channel.pk, bytes(channel.secrets))


def update_secrets(channel: Channel, plain: Mapping[str, str]) -> bool:
    """Store refreshed tokens, unless the row has changed since `channel` was read.

    False means that somebody was faster: read the channel again and use what is there. A refresh
    by the machine every few minutes is no matter for the ledger.
    """
    sealed = encrypt(channel.pk, plain)
    same = Channel.objects.filter(pk=channel.pk, secrets=bytes(channel.secrets))
    if same.update(secrets=sealed) != 1:
        return False
    channel.secrets = sealed
    return True


def _cipher() -> AESGCM:
    try:
        key = base64.b64decode(settings.VAULT_KEY, validate=True)
    except (binascii.Error, ValueError) as error:
        raise VaultError("OYEZ_VAULT_KEY is not base64; it takes 32 random bytes.") from error
    if len(key) != 32:
        raise VaultError(f"OYEZ_VAULT_KEY holds {len(key)} bytes; it takes 32 random bytes.")
    return AESGCM(key)


def _bound_to(channel_id: int, version: bytes) -> bytes:
    return version + f"oyez channel {channel_id}".encode()
