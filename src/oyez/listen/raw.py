"""What a platform sent, as it is kept: headers and bytes, sealed for their channel."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Final

from oyez.accounts.sealing import seal, unseal
from oyez.platforms.heard import Heard, InboxItem

# Signatures and dates travel in these; everything else is about the connection.
KEPT: Final = ("x-", "date", "content-type")
LONGEST: Final = 2000


@dataclass(frozen=True, slots=True)
class Raw:
    """One call's headers (names in lower case) and its body."""

    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)

    @property
    def digest(self) -> str:
        """Tells whether the same bytes came before."""
        return hashlib.sha256(self.body).hexdigest()

    def sealed(self, channel: int) -> bytes:
        """Both, sealed for the channel."""
        kept = {
            name: value[:LONGEST]
            for name, value in self.headers.items()
            if name.startswith(KEPT) and len(name) < LONGEST
        }
        return seal(json.dumps(kept).encode() + b"\n" + self.body, bound_to(channel))


def opened(channel: int, sealed: bytes) -> Raw:
    """What was sealed for the channel."""
    head, _, body = unseal(sealed, bound_to(channel)).partition(b"\n")
    return Raw(json.loads(head), body)


def of_items(items: Sequence[InboxItem]) -> Raw:
    """What polling brought, in a form of our own: adapters hand on no bytes."""
    told = [{**asdict(one), "kind": one.kind.value, "at": one.at.isoformat()} for one in items]
    return Raw({}, json.dumps(told).encode())


def items_of(raw: Raw) -> list[InboxItem]:
    """The items that `of_items` wrote."""
    return [
        InboxItem(**{**one, "kind": Heard(one["kind"]), "at": datetime.fromisoformat(one["at"])})
        for one in json.loads(raw.body)
    ]


def bound_to(channel: int) -> str:
    """What the bytes of a channel are bound to."""
    return f"what channel {channel} heard"
