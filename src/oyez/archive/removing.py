"""In a thread: have one post deleted by its number, and look whether it is gone."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Final

from oyez.domain.delivery import FailureClass
from oyez.domain.purge import Came
from oyez.govern import vault
from oyez.govern.renewing import Held as Sealed
from oyez.govern.renewing import asking, renew
from oyez.platforms import port
from oyez.platforms.registry import adapter

if TYPE_CHECKING:
    from oyez.archive.purging import Turn

NOTHING: Final = port.Variant(hashlib.sha256(b"").hexdigest(), "", "en")
NOT_NOW: Final = frozenset({FailureClass.RATE_LIMITED, FailureClass.QUOTA, FailureClass.BUDGET})
LOST: Final = frozenset({FailureClass.TRANSIENT, FailureClass.AMBIGUOUS})
SHUT: Final = frozenset({FailureClass.AUTH, FailureClass.PERMISSION, FailureClass.SUSPENDED})


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of it, the platform's own code, and what was read where nothing was found."""

    came: Came
    code: str = ""
    evidence: str = ""
    retry_at: datetime | None = None
    shut_out: bool = False


def remove(turn: Turn, door: port.Transport, now: datetime) -> Tried:
    """Ask once where it is to be asked, then look; an expired session is renewed once."""
    channel = turn.channel
    try:
        held = vault.secrets(channel)
    except vault.VaultError:
        return Tried(Came.LATER, "unreadable_secrets", shut_out=True)
    account = port.Channel(channel.account, channel.base_url, held, channel.options)
    platform = adapter(channel.platform, account, door)
    tried, failed = _try(turn, platform, now)
    if failed is None or failed.cls is not FailureClass.AUTH:
        return tried
    renewed = renew(Sealed(channel.pk, bytes(channel.secrets)), asking(platform, now))
    if isinstance(renewed, port.Failed):
        return tried
    again = adapter(channel.platform, replace(account, secrets=renewed), door)
    return _try(turn, again, now)[0]


def _try(turn: Turn, platform: port.Adapter, now: datetime) -> tuple[Tried, port.Failed | None]:
    receipt = port.Receipt(turn.post, turn.url or None, now)
    if not turn.asking:
        found = platform.look(receipt, now)
        return seen(found), found if isinstance(found, port.Failed) else None
    key = f"purge-{turn.removal}"
    said = platform.retract(receipt, NOTHING, port.Delivery(key, 1, key, now, now))
    if isinstance(said, port.Failed):
        return refused(said), said
    if isinstance(said, port.NeedsPerson):
        return Tried(Came.NEVER, "needs_person"), None
    looked = seen(platform.look(receipt, now))
    # It was agreed to: what still shows, or could not be looked at, is looked at again later.
    return (looked if looked.came is Came.GONE else replace(looked, came=Came.AGREED)), None


def seen(found: port.Finding) -> Tried:
    """A look: only what was read as absent is gone."""
    if isinstance(found, port.Absent):
        return Tried(Came.GONE, evidence=found.evidence or "nothing was found")
    if isinstance(found, port.Done):
        return Tried(Came.STANDS, "still_visible")
    if isinstance(found, port.NeedsPerson):
        return Tried(Came.NEVER, "needs_person")
    if found.cls in NOT_NOW | LOST | SHUT:
        shut = found.cls in SHUT
        return Tried(Came.LATER, found.code, retry_at=found.retry_at, shut_out=shut)
    return Tried(Came.NEVER, found.code)


def refused(said: port.Failed) -> Tried:
    """A deletion that was not agreed to: not now, lost on the way, not us, or not at all."""
    if said.cls in NOT_NOW:
        return Tried(Came.LATER, said.code, retry_at=said.retry_at)
    if said.cls in SHUT:
        return Tried(Came.LATER, said.code, shut_out=True)
    if said.cls in LOST:
        return Tried(Came.LOST, said.code)
    return Tried(Came.NEVER, said.code)
