"""What Facebook answers, as far as Oyez reads it."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import AwareDatetime, BaseModel, Field, RootModel

from oyez.platforms.graph import Paging


class Page(BaseModel):
    """The page the token speaks for."""

    id: str
    name: str = ""
    username: str = ""


class Person(BaseModel):
    """Who wrote something."""

    id: str
    name: str = ""


class Target(BaseModel):
    """What an attachment shows."""

    id: str = ""


class Attachment(BaseModel):
    """A link, a picture, or an album with more of them inside."""

    unshimmed_url: str | None = None
    target: Target | None = None
    subattachments: Attachments | None = None


class Attachments(BaseModel):
    """What hangs on a post."""

    data: list[Attachment] = []

    def every(self) -> Iterator[Attachment]:
        """Albums opened: the attachments that hold no others."""
        for one in self.data:
            if one.subattachments:
                yield from one.subattachments.every()
            else:
                yield one


class Post(BaseModel):
    """A post or a comment: both have these fields, if they were asked for."""

    id: str
    message: str = ""
    created_time: AwareDatetime | None = None
    permalink_url: str | None = None
    is_published: bool = True
    sender: Person | None = Field(None, alias="from")
    parent: Target | None = None
    attachments: Attachments = Attachments()
    comments: Posts | None = None

    @property
    def photos(self) -> tuple[str, ...]:
        """The numbers of the pictures under it."""
        found = (one.target.id for one in self.attachments.every() if one.target)
        return tuple(filter(None, found))

    @property
    def addresses(self) -> frozenset[str]:
        """The links under it, without Facebook's own wrapping."""
        found = (one.unshimmed_url for one in self.attachments.every())
        return frozenset(filter(None, found))


class Posts(BaseModel):
    """A page of posts or comments."""

    data: list[Post]
    paging: Paging = Paging()


class Blocked(RootModel[dict[str, bool]]):
    """Who is blocked now."""
