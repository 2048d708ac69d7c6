"""What people write to a number on WhatsApp, what became of our messages, and what can be done."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from pydantic import ValidationError

from oyez.domain.delivery import FailureClass
from oyez.platforms import whatsapp_answers as answers
from oyez.platforms.errors import UNSUPPORTED
from oyez.platforms.graph import GraphBase
from oyez.platforms.heard import Heard, InboxItem, Moderation
from oyez.platforms.port import Done, Failed, Outcome, Receipt
from oyez.platforms.text import seen_sha256

WINDOW: Final = timedelta(hours=24)
NO_TIME: Final = datetime.fromtimestamp(0, UTC)
LONGEST_TEXT: Final = 4096


class Listening(GraphBase):
    """There is nothing to fetch: everything comes by webhook, once."""

    @property
    def phone(self) -> str:
        """The id of the number we send from, which is not the number itself."""
        return self.channel.options.get("phone_number_id") or self.channel.account

    def read_webhook(self, headers: Mapping[str, str], body: bytes) -> Sequence[InboxItem] | Failed:
        """Reports name the delivery's key where Meta returns it, else the message's id."""
        if no := self.signed(headers, body):
            return no
        try:
            event = answers.Event.model_validate_json(body)
        except ValidationError:
            return Failed(FailureClass.INVALID, "unreadable")
        changes = [change for entry in event.entry for change in entry.changes]
        return [item for change in changes for item in self.heard(change)]

    def heard(self, change: answers.Change) -> Iterator[InboxItem]:
        """The items of one change; other numbers of the same app are none of ours."""
        try:
            value = answers.Value.model_validate(change.value)
        except ValidationError:
            yield unknown(change.value)
            return
        if value.metadata.phone_number_id not in {"", self.phone}:
            return
        if change.field != "messages":
            yield unknown(change.value)
        for one in value.statuses:
            yield report(one)
        for one in value.messages:
            yield message(one)

    def reported(self, item: InboxItem) -> Receipt:
        """The copy of one recipient, under the id that the report names."""
        number = item.id.rpartition(":")[0]
        return Receipt(number, None, item.at, parts=(f"{item.author}:{number}",))

    def moderate(self, item: InboxItem, action: Moderation, text: str, at: datetime) -> Outcome:
        """Answer within 24 hours of what was written, or block whoever wrote it."""
        if action is Moderation.REPLY:
            return self.answer(item, text, at)
        if action is not Moderation.BLOCK:
            return UNSUPPORTED
        fields = {"messaging_product": "whatsapp", "block_users": [{"user": item.author}]}
        done = self.post(answers.Blocked, f"/{self.phone}/block_users", fields, at)
        if isinstance(done, Failed):
            return done
        if not done.block_users.get("added_users"):
            return Failed(FailureClass.INVALID, "not_blocked")
        return Done(Receipt(item.author, None, at))

    def answer(self, item: InboxItem, text: str, at: datetime) -> Outcome:
        """A free text; later than a day after the question WhatsApp takes templates only."""
        if at - item.at >= WINDOW:
            return Failed(FailureClass.INVALID, "window_closed")
        if len(text) > LONGEST_TEXT:
            return Failed(FailureClass.INVALID, "too_long")
        fields = {
            "messaging_product": "whatsapp",
            "recipient_type": "individual",
            "to": item.author,
            "type": "text",
            "context": {"message_id": item.id},
            "text": {"body": text, "preview_url": True},
        }
        sent = self.post(answers.Sent, f"/{self.phone}/messages", fields, at, creates=True)
        if isinstance(sent, Failed):
            return sent
        return Done(Receipt(sent.messages[0].id, None, at, text_sha256=seen_sha256(text)))


def report(data: dict[str, Any]) -> InboxItem:
    """What became of one message; a failure is told with its code."""
    try:
        status = answers.Status.model_validate(data)
    except ValidationError:
        return unknown(data)
    codes = [str(one.code) for one in status.errors]
    key = status.biz_opaque_callback_data.rpartition(":")[0]
    return InboxItem(
        id=f"{status.id}:{status.status}",
        kind=Heard.REPORT,
        author=status.recipient_id,
        text=" ".join((status.status, *codes)),
        at=datetime.fromtimestamp(status.timestamp, UTC),
        about=key or status.id,
    )


def message(data: dict[str, Any]) -> InboxItem:
    """What a person sent; of a kind we do not read, who sent it and when."""
    try:
        one = answers.Heard.model_validate(data)
    except ValidationError:
        return unknown(data)
    at = datetime.fromtimestamp(one.timestamp, UTC)
    if one.reaction:
        about, sign = one.reaction.message_id, one.reaction.emoji
        return InboxItem(one.id, Heard.REACTION, one.sender, sign, at, about)
    words = one.text.body if one.text else one.button.text if one.button else None
    kind = Heard.UNKNOWN if words is None else Heard.MESSAGE
    above = one.context.id if one.context else None
    return InboxItem(one.id, kind, one.sender, words or one.type, at, above)


def unknown(data: Mapping[str, Any]) -> InboxItem:
    """Something we cannot read, kept under a name made from it."""
    number = hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()
    return InboxItem(number, Heard.UNKNOWN, "", "", NO_TIME)
