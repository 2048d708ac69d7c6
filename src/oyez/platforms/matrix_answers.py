"""What a Matrix homeserver answers, as far as Oyez reads it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from pydantic import BaseModel, Field, ValidationError


class Trouble(BaseModel):
    """A failure names itself in `errcode`; the wait is in milliseconds."""

    errcode: str = ""
    retry_after_ms: float | None = None


class Whoami(BaseModel):
    """Who the token speaks for."""

    user_id: str


class Joined(BaseModel):
    """The rooms we are in."""

    joined_rooms: list[str]


class Tokens(BaseModel):
    """A renewed session; without a refresh token the old one stays good."""

    access_token: str
    refresh_token: str | None = None


class MediaConfig(BaseModel):
    """What may be uploaded, in bytes."""

    size: int | None = Field(default=None, alias="m.upload.size")


class Encryption(BaseModel):
    """The room's encryption, if it has one."""

    algorithm: str


class Uploaded(BaseModel):
    """Where an uploaded picture is."""

    content_uri: str


class Sent(BaseModel):
    """The id of what was sent."""

    event_id: str


class Reference(BaseModel):
    """The event that is answered."""

    event_id: str


class Relation(BaseModel):
    """How an event hangs on another."""

    rel_type: str = ""
    event_id: str = ""
    key: str = ""
    above: Reference | None = Field(default=None, alias="m.in_reply_to")


class Mentions(BaseModel):
    """Who is meant."""

    user_ids: list[str] = []


class Words(BaseModel):
    """What a message says."""

    msgtype: str = ""
    body: str = ""


class Content(Words):
    """The content of an event; empty when it was taken away."""

    relation: Relation = Field(default=Relation(), alias="m.relates_to")
    new: Words | None = Field(default=None, alias="m.new_content")
    mentions: Mentions = Field(default=Mentions(), alias="m.mentions")
    redacts: str = ""


class Event(BaseModel):
    """One event; its content is kept raw, because anybody may have written anything."""

    event_id: str
    type: str
    sender: str
    sent: int = Field(alias="origin_server_ts")
    content: dict[str, Any]
    unsigned: dict[str, Any] = {}
    redacts: str = ""

    @property
    def at(self) -> datetime:
        """When the server took it in."""
        return datetime.fromtimestamp(self.sent / 1000, UTC)

    @property
    def gone(self) -> bool:
        """Whether it was redacted: the id stays, the content goes."""
        return not self.content or "redacted_because" in self.unsigned

    @property
    def said(self) -> Content:
        """The content, read; what is not of the usual form says nothing."""
        try:
            return Content.model_validate(self.content)
        except ValidationError:
            return Content()

    @property
    def text(self) -> str:
        """The text that readers see: the newest replacement's, which the server bundles."""
        bundled = self.unsigned.get("m.relations", {})
        newest = bundled.get("m.replace", {}) if isinstance(bundled, dict) else {}
        try:
            new = Event.model_validate(newest).said.new
        except ValidationError:
            new = None
        return (new or self.said).body


class Events(BaseModel):
    """A page of events; `end` or `next_batch` lead on."""

    chunk: list[dict[str, Any]]
    end: str | None = None
    next_batch: str | None = None

    def leads_on(self, start: str | None) -> bool:
        """Whether more may follow: a page of which a filter took all away is not the last."""
        return self.end is not None and self.end != start


class Timeline(BaseModel):
    """What happened in a room; `limited` says that there is more before it."""

    events: list[dict[str, Any]] = []
    limited: bool = False
    prev_batch: str | None = None


class Room(BaseModel):
    """News of one room."""

    timeline: Timeline = Timeline()


class Rooms(BaseModel):
    """News of the rooms we are in."""

    join: dict[str, Room] = {}


class Sync(BaseModel):
    """What happened since; `next_batch` is where to go on."""

    next_batch: str
    rooms: Rooms = Rooms()


def event(data: dict[str, Any]) -> Event | None:
    """An event, if it has the form of one."""
    try:
        return Event.model_validate(data)
    except ValidationError:
        return None
