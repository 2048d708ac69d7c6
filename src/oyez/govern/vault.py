"""Secrets of channels, sealed with AES-GCM and bound to their channel.

What is copied to another row does not open there. No function here writes a secret anywhere
but into the channel's own row.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from oyez.accounts.sealing import VaultError, seal, unseal
from oyez.govern.models import Channel

__all__ = ["Secrets", "VaultError", "bound_to", "decrypt", "encrypt", "secrets", "update_secrets"]


class Secrets(dict[str, str]):
    """The opened secrets of one channel; printing them shows their names only."""

    def __repr__(self) -> str:
        return f"<secrets: {', '.join(sorted(self)) or 'none'}>"

    __str__ = __repr__


def encrypt(channel_id: int, plain: Mapping[str, str]) -> bytes:
    """Seal a mapping for one channel; an empty one becomes empty bytes."""
    if not plain:
        return b""
    return seal(json.dumps(dict(plain), sort_keys=True).encode(), bound_to(channel_id))


def decrypt(channel_id: int, sealed: bytes) -> Secrets:
    """Open what `encrypt` sealed for this channel."""
    if not sealed:
        return Secrets()
    return Secrets(json.loads(unseal(sealed, bound_to(channel_id))))


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


def bound_to(channel_id: int) -> str:
    """What a channel's sealed secrets are bound to."""
    return f"oyez channel {channel_id}"
