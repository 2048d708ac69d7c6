"""A change on a Facebook page, as its webhook tells it, as an inbox item."""

from __future__ import annotations

from typing import Final

from pydantic import BaseModel, Field, ValidationError

from oyez.platforms.facebook_answers import Person
from oyez.platforms.graph_events import Event, message, moment
from oyez.platforms.heard import Heard, InboxItem

POSTED: Final = frozenset({"status", "photo", "video", "share", "post"})
KINDS: Final = {
    **{("comment", verb): Heard.REPLY for verb in ("add", "edited", "edit")},
    **{(item, verb): Heard.MENTION for item in POSTED for verb in ("add", "edited", "edit")},
    ("comment", "remove"): Heard.DELETED,
    ("reaction", "add"): Heard.REACTION,
    ("reaction", "edit"): Heard.REACTION,
}
SPOKEN: Final = frozenset({Heard.REPLY, Heard.MENTION})


class Value(BaseModel):
    """What happened on the page."""

    item: str = ""
    verb: str = ""
    post_id: str | None = None
    comment_id: str | None = None
    sender: Person | None = Field(None, alias="from")
    message: str = ""
    created_time: float | None = None
    permalink_url: str | None = None
    reaction_type: str = ""


def read(event: Event) -> InboxItem | None:
    """The item; None for what the page itself did, of a kind nobody knows what is known of it."""
    if event.field == "messaging":
        return message(event)
    try:
        value = Value.model_validate(event.value)
    except ValidationError:
        return event.unknown()
    if value.sender and value.sender.id == event.owner:
        return None
    kind = KINDS.get((value.item, value.verb), Heard.UNKNOWN)
    if event.field == "mention":
        kind = Heard.MENTION
    if kind is Heard.UNKNOWN or event.field not in {"feed", "mention"}:
        return event.unknown()
    return item(event, value, kind)


def item(event: Event, value: Value, kind: Heard) -> InboxItem:
    """A comment or a mention; a deletion is known by its event and names the comment."""
    own = value.comment_id if kind is Heard.REPLY else value.comment_id or value.post_id
    about = {Heard.MENTION: None, Heard.DELETED: value.comment_id}.get(kind, value.post_id)
    return InboxItem(
        id=own if own and kind in SPOKEN else event.mark,
        kind=kind,
        author=value.sender.name if value.sender else "",
        text=value.reaction_type if kind is Heard.REACTION else value.message,
        at=event.at if value.created_time is None else moment(value.created_time),
        about=about,
        url=value.permalink_url,
    )
