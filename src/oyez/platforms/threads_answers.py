"""What Threads answers, as far as Oyez reads it."""

from __future__ import annotations

import html
import re
from typing import Any, Final

from pydantic import AwareDatetime, BaseModel, Field, field_validator

from oyez.platforms.graph import Paging

SHOWN: Final = re.compile(
    rb"<meta\s+property=[\"']og:description[\"']\s+content=[\"']([^\"']*)[\"']", re.IGNORECASE
)


def described(page: bytes) -> str:
    """The text that a public page gives as its description; a page of something else has none."""
    found = SHOWN.search(page)
    return html.unescape(found[1].decode("utf-8", "replace")) if found else ""


class Account(BaseModel):
    """The account the token speaks for."""

    id: str
    username: str = ""


class Config(BaseModel):
    """How many posts a day."""

    quota_total: int = 250


class Allowance(BaseModel):
    """What of it is used."""

    quota_usage: int = 0
    config: Config = Config()


class Allowances(BaseModel):
    """The one line of the answer."""

    data: list[Allowance]


class Container(BaseModel):
    """A post in preparation: IN_PROGRESS, FINISHED, PUBLISHED, ERROR or EXPIRED."""

    status: str
    error_message: str | None = None


class Reference(BaseModel):
    """Another post."""

    id: str = ""


class Thread(BaseModel):
    """A post or a reply."""

    id: str
    text: str = Field(default="", repr=False)
    username: str = ""
    timestamp: AwareDatetime | None = None
    permalink: str | None = None
    has_replies: bool = False
    is_reply: bool = False
    own: bool = Field(default=False, alias="is_reply_owned_by_me")
    root_post: Reference | None = None
    replied_to: Reference | None = None

    @property
    def about(self) -> str | None:
        """The post a conversation began with."""
        found = self.root_post or self.replied_to
        return (found.id if found else "") or None


class Page(BaseModel):
    """A page of posts or replies, the newest first."""

    data: list[Thread]
    paging: Paging = Paging()


class Value(BaseModel):
    """A number."""

    value: float


class Metric(BaseModel):
    """One figure about a post, in either of two places."""

    name: str
    values: list[Value] = []
    total: Value | None = Field(default=None, alias="total_value")

    @property
    def number(self) -> float | None:
        """The figure, or None where nothing is told."""
        if self.total:
            return self.total.value
        return self.values[-1].value if self.values else None


class Insights(BaseModel):
    """Figures about a post; what Threads does not tell is missing."""

    data: list[Metric]


class Token(BaseModel):
    """A token that lives sixty days more."""

    access_token: str = Field(min_length=1, repr=False)


class Change(BaseModel):
    """One thing that happened: replies, mentions, delete or publish."""

    field: str = ""
    value: dict[str, Any] = Field(default={}, repr=False)


class Entry(BaseModel):
    """Changes in the shape of Meta's other webhooks."""

    changes: list[Change] = []


class Pushed(BaseModel):
    """The body of a webhook: Threads' own shape, or that of the other platforms of Meta."""

    time: float = 0
    values: list[Change] = []
    entry: list[Entry] = []

    @field_validator("values", mode="before")
    @classmethod
    def _listed(cls, given: object) -> object:
        return [given] if isinstance(given, dict) else given

    @property
    def changes(self) -> list[Change]:
        """All of them, in their order."""
        return [*self.values, *(change for entry in self.entry for change in entry.changes)]
