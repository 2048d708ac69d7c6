"""What Instagram answers, as far as Oyez reads it."""

from __future__ import annotations

from pydantic import AwareDatetime, BaseModel, Field

from oyez.platforms.graph import Paging


class Account(BaseModel):
    """The professional account."""

    id: str
    username: str = ""


class Page(BaseModel):
    """The Facebook page that the account belongs to."""

    account: Account | None = Field(None, alias="instagram_business_account")


class Config(BaseModel):
    """How many posts a day."""

    quota_total: int = 100


class Allowance(BaseModel):
    """What of it is used."""

    quota_usage: int = 0
    config: Config = Config()


class Allowances(BaseModel):
    """The one line of the answer."""

    data: list[Allowance]


class Container(BaseModel):
    """A post in preparation: IN_PROGRESS, FINISHED, PUBLISHED, ERROR or EXPIRED."""

    status_code: str


class Comment(BaseModel):
    """What somebody wrote under a post."""

    id: str
    text: str = ""
    username: str = ""
    timestamp: AwareDatetime | None = None
    parent_id: str | None = None
    replies: Comments | None = None


class Comments(BaseModel):
    """A page of comments, the newest first."""

    data: list[Comment] = []
    paging: Paging = Paging()


class Media(BaseModel):
    """A post; or a comment, whose words are in `text`."""

    id: str
    caption: str = ""
    text: str = ""
    username: str = ""
    timestamp: AwareDatetime | None = None
    permalink: str | None = None
    comments: Comments = Comments()

    @property
    def words(self) -> str:
        """What readers see under the picture, or as the comment."""
        return self.caption or self.text


class Medias(BaseModel):
    """A page of posts or comments, the newest first."""

    data: list[Media]
    paging: Paging = Paging()
