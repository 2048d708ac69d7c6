"""What Telegram's Bot API answers, as far as Oyez reads it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Generic, Literal, TypeVar

from pydantic import BaseModel, Field

Result = TypeVar("Result")


class Answered(BaseModel, Generic[Result]):
    """The envelope of every success; the status alone proves nothing."""

    ok: Literal[True]
    result: Result


class Parameters(BaseModel):
    """What a refusal adds; `retry_after` is in seconds."""

    retry_after: float | None = None


class Trouble(BaseModel):
    """A refusal: the status once more, and a sentence that begins with fixed words."""

    error_code: int = 0
    description: str = ""
    parameters: Parameters = Parameters()


class Chat(BaseModel):
    """A channel, a group or a person."""

    id: int
    type: str = ""
    title: str = ""
    username: str | None = None
    linked_chat_id: int | None = None


class User(BaseModel):
    """A person or a bot."""

    id: int
    first_name: str = ""
    username: str | None = None

    @property
    def name(self) -> str:
        """What others call them."""
        return self.username or self.first_name


class Member(BaseModel):
    """What we are in a channel; rights that are not named are not given."""

    status: str
    can_post_messages: bool = False
    can_edit_messages: bool = False
    can_delete_messages: bool = False


class WebhookInfo(BaseModel):
    """Where Telegram calls, what waits there, and what went wrong last."""

    url: str = ""
    waiting: int = Field(default=0, alias="pending_update_count")
    last_error_date: int | None = None


class Origin(BaseModel):
    """Where a forwarded message comes from."""

    message_id: int | None = None


class Message(BaseModel):
    """One message; times are seconds since 1970."""

    message_id: int
    date: int
    chat: Chat
    sender: User | None = Field(default=None, alias="from")
    sender_chat: Chat | None = None
    text: str | None = None
    caption: str | None = None
    edit_date: int | None = None
    is_automatic_forward: bool = False
    forward_origin: Origin | None = None
    reply_to_message: Message | None = None

    @property
    def said(self) -> str:
        """The text, wherever it stands."""
        return self.text or self.caption or ""

    @property
    def at(self) -> datetime:
        """When it was sent."""
        return datetime.fromtimestamp(self.date, UTC)


class Emoji(BaseModel):
    """With what somebody reacted; without a sign it is one of Telegram's own pictures."""

    type: str
    emoji: str = ""


class Reaction(BaseModel):
    """How many reacted so."""

    type: Emoji
    total_count: int


class Reactions(BaseModel):
    """All reactions to a message as they stand now."""

    chat: Chat
    message_id: int
    date: int
    reactions: list[Reaction]


class Update(BaseModel):
    """Something happened; at most one of these is there."""

    update_id: int
    message: Message | None = None
    edited_message: Message | None = None
    message_reaction_count: Reactions | None = None


Updates = Answered[list[dict[str, Any]]]
