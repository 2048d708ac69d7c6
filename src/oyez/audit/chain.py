"""How one entry is sealed to the one before it. Pure."""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import UTC, datetime

GENESIS = "0" * 64

Plain = str | int | bool | None | list["Plain"] | dict[str, "Plain"]


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that the seal of an entry covers."""

    seq: int
    at: datetime
    actor: str
    action: str
    object: str
    request_id: str
    data: Plain
    previous: str


def plain(value: object) -> Plain:
    """The value as JSON that every database gives back unchanged, or TypeError.

    Fractions are refused: PostgreSQL writes some of them in another way than they came.
    """
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return int(value)
    if isinstance(value, str):
        return str(value)
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, dict) and all(isinstance(key, str) for key in value):
        return {str(key): plain(item) for key, item in value.items()}
    raise TypeError(f"the ledger takes texts, whole numbers and lists of them, not {type(value)}")


def seal(facts: Facts, key: str) -> str:
    """The HMAC over all facts, the hash of the entry before included."""
    text = json.dumps(
        {
            "seq": facts.seq,
            "at": facts.at.astimezone(UTC).isoformat(timespec="microseconds"),
            "actor": facts.actor,
            "action": facts.action,
            "object": facts.object,
            "request_id": facts.request_id,
            "data": facts.data,
            "previous": facts.previous,
        },
        ensure_ascii=True,
        sort_keys=True,
        separators=(",", ":"),
    )
    return hmac.new(key.encode(), text.encode(), hashlib.sha256).hexdigest()
