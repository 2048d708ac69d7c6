"""What became of short messages, as the gateway reports it by webhook."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Final

from pydantic import JsonValue, ValidationError

from oyez.domain.delivery import FailureClass
from oyez.platforms.base import WebBase
from oyez.platforms.errors import UNSUPPORTED, moment
from oyez.platforms.heard import Heard, InboxItem
from oyez.platforms.port import Failed
from oyez.platforms.sms_answers import FIELDS, Bodies, Body, pick, word

# The short words of SMPP 3.4, which many gateways pass on; others are kept as they are told.
STATES: Final[Mapping[str, str]] = {
    "acceptd": "sent",
    "accepted": "sent",
    "enroute": "sent",
    "delivrd": "delivered",
    "undeliv": "failed",
    "undelivered": "failed",
    "rejectd": "failed",
    "rejected": "failed",
    "expired": "failed",
    "deleted": "failed",
}
NO_TIME: Final = datetime.fromtimestamp(0, UTC)


class Reporting(WebBase):
    """Reads reports that carry a shared secret's HMAC-SHA256 over the raw bytes, in hex."""

    @property
    def reports(self) -> bool:
        """Whether the gateway reports under our reference."""
        return self.channel.options.get("reports", "yes") == "yes"

    def field(self, name: str) -> str:
        """What the gateway calls this field."""
        return self.channel.options.get(f"field_{name}") or FIELDS[f"field_{name}"]

    def read_webhook(self, headers: Mapping[str, str], body: bytes) -> Sequence[InboxItem] | Failed:
        """One report or a list of them; `about` is the delivery's key, the text its state."""
        if not self.reports:
            return UNSUPPORTED
        if no := self.unsigned(headers, body):
            return no
        try:
            one_or_more = body.lstrip()[:1] == b"["
            read = Bodies.model_validate_json(body) if one_or_more else None
            entries = read.root if read else [Body.model_validate_json(body).root]
        except ValidationError:
            return Failed(FailureClass.INVALID, "unreadable")
        return [self.report(entry, headers.get("date", "")) for entry in entries]

    def unsigned(self, headers: Mapping[str, str], body: bytes) -> Failed | None:
        """None when the shared secret has signed these very bytes; header names in lower case."""
        secret = self.channel.secrets.get("webhook_secret", "")
        if not secret:
            return Failed(FailureClass.PERMISSION, "no_webhook_secret")
        name = self.channel.options.get("webhook_header") or "x-signature"
        given = headers.get(name.lower(), "").removeprefix("sha256=")
        wanted = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
        if hmac.compare_digest(given.lower().encode(), wanted.encode()):
            return None
        return Failed(FailureClass.PERMISSION, "bad_signature")

    def report(self, entry: dict[str, JsonValue], date: str) -> InboxItem:
        """One report; what names no reference of ours or no state is kept as unknown."""
        about, told = word(pick(entry, self.field("reference"))), self.field("status")
        state = word(pick(entry, told)).lower()
        to, number = word(pick(entry, self.field("to"))), word(pick(entry, self.field("id")))
        known = bool(about and state)
        return InboxItem(
            id=":".join((number or about, to, state)) if known else digest(entry),
            kind=Heard.REPORT if known else Heard.UNKNOWN,
            author=to,
            text=STATES.get(state, state),
            at=moment(word(pick(entry, self.field("time")))) or moment(date) or NO_TIME,
            about=about or None,
        )


def digest(entry: Mapping[str, JsonValue]) -> str:
    """A name for what has none."""
    return hashlib.sha256(json.dumps(entry, sort_keys=True).encode()).hexdigest()
