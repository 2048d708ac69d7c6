"""What a Mastodon server answers, as far as Oyez reads it."""

from __future__ import annotations

from pydantic import AwareDatetime, BaseModel, RootModel


class Account(BaseModel):
    """The account the token speaks for."""

    id: str
    acct: str
    created_at: AwareDatetime | None = None


class Status(BaseModel):
    """One post."""

    id: str
    created_at: AwareDatetime
    url: str | None = None
    content: str = ""
    edited_at: AwareDatetime | None = None
    in_reply_to_id: str | None = None
    replies_count: int | None = None
    reblogs_count: int | None = None
    favourites_count: int | None = None
    quotes_count: int | None = None


class Statuses(RootModel[list[Status]]):
    """A page of posts."""


class Notification(BaseModel):
    """Somebody did something about us; `id` grows with time."""

    id: str
    type: str
    created_at: AwareDatetime
    account: Account
    status: Status | None = None


class Notifications(RootModel[list[Notification]]):
    """A page of notifications, the newest first."""


class Picture(BaseModel):
    """An uploaded picture; without an address it is still being processed."""

    id: str
    url: str | None = None


class StatusLimits(BaseModel):
    """What the server allows in a post."""

    max_characters: int = 500
    max_media_attachments: int = 4
    characters_reserved_per_url: int = 23


class Configuration(BaseModel):
    """The part of a server's configuration that matters here."""

    statuses: StatusLimits = StatusLimits()


class Instance(BaseModel):
    """The server describing itself."""

    version: str = ""
    configuration: Configuration = Configuration()
