"""What X answers, as far as Oyez reads it."""

from __future__ import annotations

from typing import Final

from pydantic import BaseModel, Field

from oyez.platforms.x_codes import NUMBERS, SENTENCES
from oyez.platforms.x_post import Post

BLANK: Final = "about:blank"


class User(BaseModel):
    """An account."""

    id: str = Field(min_length=1)
    username: str = Field(min_length=1)
    protected: bool = False


class Me(BaseModel):
    """The account the token speaks for."""

    data: User


class Problem(BaseModel):
    """Why it did not work."""

    type: str = BLANK
    detail: str = ""
    message: str = ""
    code: int | None = None

    @property
    def name(self) -> str:
        """Our name of it, or an empty text where X names nothing."""
        before, found, word = self.type.rpartition("/problems/")
        if found and before:
            return word.replace("-", "_")
        return NUMBERS.get(self.code, "") if self.code is not None else ""

    @property
    def said(self) -> str:
        """Our name of what only a sentence tells."""
        sentence = (self.detail or self.message).lower()
        return next((name for words, name in SENTENCES.items() if words in sentence), "")


class Refusal(Problem):
    """A failure in any of its shapes: by itself, or as a list of problems."""

    errors: list[Problem] = []

    @property
    def word(self) -> str:
        """The first name that is found."""
        return next((one.name for one in (self, *self.errors) if one.name), "")


class Includes(BaseModel):
    """What came along with posts."""

    users: list[User] = []


class Meta(BaseModel):
    """How a page of posts goes on."""

    next_token: str | None = None


class Posts(BaseModel):
    """Posts; a page of a list has `meta` even when it is empty."""

    data: list[Post] = []
    includes: Includes = Includes()
    meta: Meta | None = None
    errors: list[Problem] = []

    @property
    def names(self) -> dict[str, str]:
        """The names of the accounts that came along."""
        return {one.id: one.username for one in self.includes.users}

    @property
    def bare(self) -> bool:
        """Whether the fields that were asked for are missing."""
        return any(post.created_at is None for post in self.data)


class One(BaseModel):
    """One post, or why it is not there."""

    data: Post | None = None
    errors: list[Problem] = []

    @property
    def bare(self) -> bool:
        """Whether the fields that were asked for are missing."""
        return self.data is not None and self.data.created_at is None


class Key(BaseModel):
    """The number of something new."""

    id: str = Field(min_length=1)


class Created(BaseModel):
    """The answer to a write that makes something."""

    data: Key


class Erasure(BaseModel):
    """Whether it was deleted."""

    deleted: bool


class Erased(BaseModel):
    """The answer to a deletion."""

    data: Erasure | None = None
    errors: list[Problem] = []


class Processing(BaseModel):
    """How far a picture is."""

    state: str
    check_after_secs: int = 5


class Upload(Key):
    """An uploaded picture."""

    processing_info: Processing | None = None


class Uploaded(BaseModel):
    """The answer to an upload."""

    data: Upload


class Hiding(BaseModel):
    """Whether an answer is hidden now."""

    hidden: bool


class Hidden(BaseModel):
    """The answer to hiding or showing."""

    data: Hiding


class Tokens(BaseModel):
    """New tokens; the refresh token is another one each time."""

    access_token: str = Field(min_length=1)
    refresh_token: str = ""


class Denied(BaseModel):
    """A refusal to renew."""

    error: str = ""


class Happening(BaseModel):
    """What a webhook tells."""

    event_uuid: str
    event_type: str
    payload: Post = Post()
    includes: Includes = Includes()


class Event(BaseModel):
    """The body of a webhook."""

    data: Happening
