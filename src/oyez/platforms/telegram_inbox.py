"""What people say in the discussion group of a Telegram channel, and what can be done about it.

One bot serves one channel: reading on confirms everything before, for whoever else reads.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from oyez.domain.delivery import FailureClass
from oyez.platforms.errors import UNSUPPORTED
from oyez.platforms.heard import Calling, Heard, Inbox, InboxItem, Measurement, Moderation
from oyez.platforms.port import Absent, Done, Failed, Outcome, Receipt
from oyez.platforms.telegram_answers import (
    Answered,
    Message,
    Reactions,
    Update,
    Updates,
    WebhookInfo,
)
from oyez.platforms.telegram_api import entities
from oyez.platforms.telegram_codes import code_of
from oyez.platforms.telegram_public import Public
from oyez.platforms.text import seen_sha256

WATCHED: Final = ("message", "edited_message", "message_reaction_count")
SIGNATURE: Final = "x-telegram-bot-api-secret-token"
PAGE: Final = 100
Raw: Final = TypeAdapter(dict[str, Any])
TAKEN: Final = code_of("can't use getUpdates method while webhook is active")
NAMELESS: Final = Failed(FailureClass.INVALID, "no_such_item")


class Listening(Public):
    """Reading, moderating and counting. Comments lie in the group that is linked to the channel."""

    def fetch_inbox(self, cursor: str | None, at: datetime) -> Inbox | Failed:
        """Updates from the cursor on, which is the first that was not read yet.

        While a webhook is set Telegram refuses to be asked, and tells how much waits there.
        """
        params: dict[str, object] = {"limit": PAGE, "timeout": 0, "allowed_updates": list(WATCHED)}
        if cursor:
            params["offset"] = int(cursor)
        found = self.ask(Updates, "getUpdates", at, params=params)
        if isinstance(found, Failed):
            return self.calling(cursor, at) if found.code == TAKEN else found
        items = [item for one in found.result for item in read_update(one)]
        numbers = [int(one["update_id"]) for one in found.result if "update_id" in one]
        return Inbox(tuple(items), str(max(numbers) + 1) if numbers else cursor)

    def calling(self, cursor: str | None, at: datetime) -> Inbox | Failed:
        """Nothing new by asking; how the webhook does."""
        told = self.ask(Answered[WebhookInfo], "getWebhookInfo", at)
        if isinstance(told, Failed):
            return told
        info = told.result
        failing = info.waiting > 0 and info.last_error_date is not None
        return Inbox((), cursor, Calling(info.waiting, failing))

    def read_webhook(self, headers: Mapping[str, str], body: bytes) -> Sequence[InboxItem] | Failed:
        """One update; that it comes from Telegram is shown by our secret in a header."""
        ours = self.channel.secrets.get("webhook_secret", "")
        theirs = headers.get(SIGNATURE, "")
        if not ours or not hmac.compare_digest(ours.encode(), theirs.encode()):
            return Failed(FailureClass.AUTH, "bad_signature")
        try:
            return read_update(Raw.validate_json(body))
        except ValidationError:
            return Failed(FailureClass.INVALID, "unreadable")

    def moderate(self, item: InboxItem, action: Moderation, text: str, at: datetime) -> Outcome:
        """Answer in the group, delete there, or shut somebody out of it."""
        words = item.id.split(":")
        if len(words) < 3 or not all(one.removeprefix("-").isdecimal() for one in words[:3]):
            return NAMELESS
        chat, message, author = map(int, words[:3])
        if action is Moderation.REPLY:
            return self.answer(chat, message, text, at)
        if action is Moderation.DELETE:
            params = {"chat_id": chat, "message_id": message}
            return self.act("deleteMessage", params, at, str(message))
        if action is Moderation.BLOCK and author < 0:
            params = {"chat_id": chat, "sender_chat_id": author}
            return self.act("banChatSenderChat", params, at, str(author))
        if action is Moderation.BLOCK and author:
            return self.act("banChatMember", {"chat_id": chat, "user_id": author}, at, str(author))
        return UNSUPPORTED

    def answer(self, chat: int, message: int, text: str, at: datetime) -> Outcome:
        """A message in the group that hangs on the one it answers."""
        params = {
            "chat_id": chat,
            "text": text,
            "entities": entities(text),
            "reply_parameters": {"message_id": message},
        }
        sent = self.ask(Answered[Message], "sendMessage", at, params=params, creates=True)
        if isinstance(sent, Failed):
            return sent
        number = str(sent.result.message_id)
        url, seen = url_of(sent.result), seen_sha256(sent.result.said)
        return Done(Receipt(number, url, sent.result.at, text_sha256=seen))

    def act(self, method: str, params: dict[str, int], at: datetime, number: str) -> Outcome:
        """One thing that does no harm when it is done twice."""
        done = self.ask(Answered[bool], method, at, params=params)
        return done if isinstance(done, Failed) else Done(Receipt(number, None, at))

    def measure(self, receipts: Sequence[Receipt], at: datetime) -> Sequence[Measurement] | Failed:
        """The members of the channel, said of every post that stands; bots learn of no views.

        Reactions come through the inbox.
        """
        shown = []
        for receipt in receipts:
            seen = self.look(receipt, at)
            if isinstance(seen, Failed):
                return seen
            if not isinstance(seen, Absent):
                shown.append(receipt.remote_id)
        if not shown:
            return []
        found = self.ask(Answered[int], "getChatMemberCount", at, params={"chat_id": self.chat})
        if isinstance(found, Failed):
            return found
        return [Measurement(number, "members", found.result, at) for number in shown]


def read_update(data: Mapping[str, Any]) -> Sequence[InboxItem]:
    """The items in an update. Our own posts, mirrored into the group, are none; what cannot be
    read is kept with nothing but its number and its time.
    """
    try:
        update = Update.model_validate(data)
    except ValidationError:
        return [unknown(data)]
    if update.message_reaction_count:
        return [reactions(update.message_reaction_count, update.update_id)]
    message = update.message or update.edited_message
    if message is None:
        return [unknown(data)]
    return [] if message.is_automatic_forward else [item(message)]


def unknown(data: Mapping[str, Any]) -> InboxItem:
    """An update of another kind; without a time of its own it is as old as time."""
    dates = [one.get("date") for one in data.values() if isinstance(one, dict)]
    second = next((date for date in dates if isinstance(date, int)), 0)
    at = datetime.fromtimestamp(second, UTC)
    return InboxItem(f"update:{data.get('update_id')}", Heard.UNKNOWN, "", "", at)


def reactions(found: Reactions, number: int) -> InboxItem:
    """How many reacted how, as one line."""
    text = ", ".join(
        f"{one.type.emoji or one.type.type} {one.total_count}" for one in found.reactions
    )
    at = datetime.fromtimestamp(found.date, UTC)
    return InboxItem(f"update:{number}", Heard.REACTION, "", text, at, str(found.message_id))


def item(message: Message) -> InboxItem:
    """A message as an item; its id carries group, message and author, and the time of an edit."""
    author = message.sender_chat or message.sender
    words = [message.chat.id, message.message_id, author.id if author else 0]
    above = message.reply_to_message
    kind = Heard.MESSAGE if message.chat.type == "private" or above is None else Heard.REPLY
    about = above.forward_origin if above and above.is_automatic_forward else None
    if message.edit_date:
        words.append(message.edit_date)
    return InboxItem(
        id=":".join(map(str, words)),
        kind=kind,
        author=message.sender_chat.title if message.sender_chat else name_of(message),
        text=message.said,
        at=message.at,
        about=str(about.message_id) if about and about.message_id else None,
        url=url_of(message),
    )


def name_of(message: Message) -> str:
    """Who wrote it."""
    return message.sender.name if message.sender else ""


def url_of(message: Message) -> str | None:
    """Where people read a message of a group; what is said to the bot alone has no address."""
    if message.chat.type == "private":
        return None
    name = message.chat.username or f"c/{str(message.chat.id).removeprefix('-100')}"
    return f"https://t.me/{name}/{message.message_id}"
