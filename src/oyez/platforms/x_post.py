"""A post as X answers it; fields that were renamed are read by both names."""

from __future__ import annotations

import re
from typing import Final

from pydantic import AliasChoices, AwareDatetime, BaseModel, Field

ESCAPES: Final = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))
WRAPPED: Final = re.compile(r"https?://t\.co/\w+", re.ASCII)


def either(one: str, other: str) -> AliasChoices:
    """A field under its name of the specification or that of the manual."""
    return AliasChoices(one, other)


class Link(BaseModel):
    """A link in a text, as it stands there and as it was written; a picture has one too."""

    url: str
    expanded_url: str = ""
    media_key: str | None = None


class Entities(BaseModel):
    """What X recognised in a text."""

    urls: list[Link] = []


class Reference(BaseModel):
    """Which post this one answers, quotes or repeats."""

    type: str
    id: str


class Metrics(BaseModel):
    """Counts that everybody may see."""

    reply_count: int | None = None
    repost_count: int | None = Field(
        default=None, validation_alias=either("repost_count", "retweet_count")
    )
    like_count: int | None = None
    quote_count: int | None = None
    bookmark_count: int | None = None
    impression_count: int | None = None


class Post(BaseModel):
    """One post."""

    id: str = ""
    text: str = ""
    author_id: str = ""
    created_at: AwareDatetime | None = None
    entities: Entities = Entities()
    in_reply_to_user_id: str | None = None
    references: list[Reference] = Field(
        default=[], validation_alias=either("referenced_posts", "referenced_tweets")
    )
    versions: list[str] = Field(
        default=[], validation_alias=either("edit_history_post_ids", "edit_history_tweet_ids")
    )
    metrics: Metrics = Field(default=Metrics(), validation_alias="public_metrics")

    @property
    def plain(self) -> str:
        """The text without escapes, its links still wrapped."""
        text = self.text
        for escaped, sign in ESCAPES:
            text = text.replace(escaped, sign)
        return text

    @property
    def shown(self) -> str | None:
        """The text as it was written; None where links stay wrapped, so that nobody can know.

        X escapes three signs, wraps every link and adds one for its pictures.
        """
        text = self.plain
        known = [one for one in self.entities.urls if one.media_key or one.expanded_url]
        links = {one.url: "" if one.media_key else one.expanded_url for one in known}
        if any(found not in links for found in WRAPPED.findall(text)):
            return None
        return WRAPPED.sub(lambda found: links[found.group()], text)

    def refers(self, *kinds: str) -> str | None:
        """The post that this one answers, quotes or repeats."""
        return next((one.id for one in self.references if one.type in kinds), None)
