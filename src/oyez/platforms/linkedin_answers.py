"""What LinkedIn answers, as far as Oyez reads it. Times are milliseconds since 1970."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any, Final

from pydantic import BaseModel, Field, field_validator

POST_URN: Final = re.compile(r"urn:li:(?:share|ugcPost):\d{1,30}")
COMMENT_URN: Final = re.compile(
    r"urn:li:comment:\((?:urn:li:)?((?:activity|share|ugcPost):\d{1,30}),(\d{1,30})\)"
)


def moment(milliseconds: int) -> datetime:
    """The time in a field."""
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def stamp(at: datetime) -> int:
    """A time as LinkedIn writes it."""
    return int(at.timestamp() * 1000)


def whole_urn(comment: str) -> str:
    """A comment's name in its long form; webhooks shorten it."""
    found = COMMENT_URN.fullmatch(comment)
    return f"urn:li:comment:(urn:li:{found[1]},{found[2]})" if found else comment


def place_of(comment: str) -> tuple[str, str] | None:
    """The post or activity a comment stands under, and its number there."""
    found = COMMENT_URN.fullmatch(comment)
    return (f"urn:li:{found[1]}", found[2]) if found else None


class Role(BaseModel):
    """What the member may do for an organisation; the field has had two names."""

    organization: str = ""
    target: str = Field(default="", alias="organizationTarget")
    role: str = ""
    state: str = "APPROVED"


class Roles(BaseModel):
    """The member's roles."""

    elements: list[Role]


class Share(BaseModel):
    """One post of the organisation."""

    id: str
    commentary: str = ""
    state: str = Field(default="PUBLISHED", alias="lifecycleState")
    created: int | None = Field(default=None, alias="createdAt")
    modified: int | None = Field(default=None, alias="lastModifiedAt")


class Shares(BaseModel):
    """A page of posts."""

    elements: list[Share]


class Upload(BaseModel):
    """Where a picture goes, and what it is called from then on."""

    address: str = Field(alias="uploadUrl", repr=False)
    image: str


class UploadValue(BaseModel):
    """The answer of an action has its result in `value`."""

    value: Upload


class Image(BaseModel):
    """How far a picture is."""

    status: str


class Words(BaseModel):
    """What a comment says; it is plain text and has no escapes."""

    text: str = Field(default="", repr=False)


class Made(BaseModel):
    """When a comment was made."""

    time: int = 0


class Comment(BaseModel):
    """One comment."""

    id: str
    urn: str = Field(default="", alias="commentUrn")
    other_urn: str = Field(default="", alias="$URN")
    actor: str = ""
    message: Words = Words()
    created: Made = Made()

    @field_validator("id", mode="before")
    @classmethod
    def _number(cls, value: object) -> object:
        return str(value) if isinstance(value, int) else value

    def named(self, entity: str) -> str:
        """Its whole name; `entity` is where it was asked for."""
        own = whole_urn(self.urn or self.other_urn)
        return own if COMMENT_URN.fullmatch(own) else f"urn:li:comment:({entity},{self.id})"


class Comments(BaseModel):
    """A page of comments."""

    elements: list[Comment]


class Decorated(BaseModel):
    """What was written, as a notification quotes it."""

    entity: str = ""
    owner: str = ""
    text: str | None = Field(default=None, repr=False)
    message: Words | None = None

    @property
    def words(self) -> str | None:
        """The text, under either of its names."""
        return self.message.text if self.message else self.text


class Generated(BaseModel):
    """What somebody made: a comment, or a post of their own."""

    comment: Decorated | None = None
    share: Decorated | None = None


class Notification(BaseModel):
    """Something happened to a post of the organisation, or in its name."""

    id: int | str = Field(default=0, alias="notificationId")
    action: str = ""
    source: str = Field(default="", alias="sourcePost")
    source_post: Decorated | None = Field(default=None, alias="decoratedSourcePost")
    activity: str = Field(default="", alias="generatedActivity")
    generated: Generated | None = Field(default=None, alias="decoratedGeneratedActivity")
    at: int = Field(default=0, alias="lastModifiedAt")

    @property
    def about(self) -> str | None:
        """Our post by the name under which we published it, where LinkedIn tells."""
        return (self.source_post.entity if self.source_post else "") or self.source or None


class Notifications(BaseModel):
    """A page of notifications, each read by itself."""

    elements: list[dict[str, Any]]


class Pushed(BaseModel):
    """The body of a webhook."""

    notifications: list[dict[str, Any]]


class Total(BaseModel):
    """The figures of one post; what LinkedIn leaves out stays None."""

    views: float | None = Field(default=None, alias="impressionCount")
    reach: float | None = Field(default=None, alias="uniqueImpressionsCount")
    clicks: float | None = Field(default=None, alias="clickCount")
    likes: float | None = Field(default=None, alias="likeCount")
    replies: float | None = Field(default=None, alias="commentCount")
    reposts: float | None = Field(default=None, alias="shareCount")
    engagement: float | None = None


class Figures(BaseModel):
    """The figures of one post, with its name."""

    share: str = ""
    other: str = Field(default="", alias="ugcPost")
    total: Total = Field(alias="totalShareStatistics")


class Statistics(BaseModel):
    """The figures of several posts."""

    elements: list[Figures]


class Token(BaseModel):
    """A renewed credential."""

    access: str = Field(alias="access_token", min_length=1, repr=False)
    refresh: str = Field(default="", alias="refresh_token", repr=False)
