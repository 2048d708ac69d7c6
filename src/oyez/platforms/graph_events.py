"""What Meta's signed webhooks carry, in one shape for all its platforms."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from pydantic import BaseModel, ValidationError

from oyez.domain.delivery import FailureClass
from oyez.platforms.heard import Heard, InboxItem
from oyez.platforms.port import Failed

MILLISECONDS = 100_000_000_000  # a time above this cannot be in seconds


class Change(BaseModel):
    """One thing that changed."""

    field: str
    value: Any = None


class Entry(BaseModel):
    """What happened to one page or account."""

    id: str = ""
    time: float = 0
    changes: list[Change] = []
    messaging: list[dict[str, Any]] = []


class Payload(BaseModel):
    """One delivery of a webhook."""

    object: str
    entry: list[Entry]


class Sender(BaseModel):
    """Who wrote a message."""

    id: str = ""


class Words(BaseModel):
    """A message; an echo is one of ours."""

    mid: str
    text: str = ""
    is_echo: bool = False


class Messaging(BaseModel):
    """A message to us, with its time in milliseconds."""

    sender: Sender
    timestamp: float
    message: Words


@dataclasses.dataclass(frozen=True, slots=True)
class Event:
    """One change, or one message (its field is then `messaging`)."""

    owner: str
    at: datetime
    field: str
    mark: str
    value: Mapping[str, Any] = dataclasses.field(repr=False)

    def unknown(self) -> InboxItem:
        """What nobody can read is kept: its mark tells a repetition."""
        return InboxItem(self.mark, Heard.UNKNOWN, "", "", self.at)


def moment(number: float) -> datetime:
    """A time from seconds or milliseconds since 1970; one that makes no sense is 1970."""
    try:
        seconds = number / 1000 if number > MILLISECONDS else number
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, ValueError, OSError):
        return datetime.fromtimestamp(0, UTC)


def events(body: bytes) -> list[Event] | Failed:
    """Every change in a signed body, in its order."""
    try:
        payload = Payload.model_validate_json(body)
    except ValidationError:
        return Failed(FailureClass.INVALID, "unreadable")
    found = []
    for entry in payload.entry:
        pairs = [(one.field, one.value) for one in entry.changes]
        pairs += [("messaging", one) for one in entry.messaging]
        for name, value in pairs:
            words = json.dumps([entry.id, entry.time, name, value], sort_keys=True)
            mark = hashlib.sha256(words.encode()).hexdigest()
            held = value if isinstance(value, dict) else {}
            found.append(Event(entry.id, moment(entry.time), name, mark, held))
    return found


def message(event: Event) -> InboxItem | None:
    """A message to us; None for the echo of one of ours."""
    try:
        told = Messaging.model_validate(event.value)
    except ValidationError:
        return event.unknown()
    if told.message.is_echo or told.sender.id == event.owner:
        return None
    at, words = moment(told.timestamp), told.message
    return InboxItem(words.mid, Heard.MESSAGE, told.sender.id, words.text, at)
