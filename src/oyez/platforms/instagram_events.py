"""A change about an Instagram account, as its webhook tells it, as an inbox item."""

from __future__ import annotations

from pydantic import BaseModel, Field, ValidationError

from oyez.platforms.graph_events import Event, message
from oyez.platforms.heard import Heard, InboxItem


class Author(BaseModel):
    """Who wrote a comment."""

    id: str = ""
    username: str = ""


class About(BaseModel):
    """The post it is about."""

    id: str


class Value(BaseModel):
    """A comment; or a mention, of which only the numbers are told."""

    id: str = ""
    text: str = ""
    sender: Author = Field(Author(), alias="from")
    media: About | None = None
    media_id: str | None = None
    comment_id: str | None = None


def read(event: Event) -> InboxItem | None:
    """The item; None for what the account itself did, of a kind nobody knows what is known."""
    if event.field == "messaging":
        return message(event)
    try:
        value = Value.model_validate(event.value)
    except ValidationError:
        return event.unknown()
    if value.sender.id and value.sender.id == event.owner:
        return None
    if event.field == "comments" and value.id:
        about = value.media.id if value.media else value.media_id
        author, text = value.sender.username, value.text
        return InboxItem(value.id, Heard.REPLY, author, text, event.at, about=about)
    named = value.comment_id or value.media_id
    if event.field == "mentions" and named:
        author = value.sender.username
        return InboxItem(named, Heard.MENTION, author, value.text, event.at, about=value.media_id)
    return event.unknown()
