"""Telegram's public pages: the preview of a channel (t.me/s/NAME) and of one post (?embed=1).

Their HTML is not documented; what is read here is what several independent programs read. A page
that is not whole, or that is not about the channel, is no page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from html.parser import HTMLParser
from typing import Final

from oyez.platforms.text import seen_sha256

SINGLE: Final = re.compile(r"/(\d+)\?single$")
PHOTO: Final = "tgme_widget_message_photo_wrap"
TEXT: Final = "js-message_text"
ERROR: Final = "tgme_widget_message_error"
GONE: Final = "Post not found"


@dataclass(slots=True)
class Shown:
    """One post as a stranger sees it."""

    channel: str
    id: str
    at: datetime | None = None
    words: list[str] = field(default_factory=list)
    hrefs: set[str] = field(default_factory=set)
    photos: list[str] = field(default_factory=list)

    @property
    def sha256(self) -> str:
        """Hash of the text."""
        return seen_sha256("".join(self.words))

    @property
    def parts(self) -> tuple[str, ...]:
        """The ids of its pictures, each a message of its own."""
        return tuple(dict.fromkeys(self.photos))


@dataclass(slots=True)
class Page:
    """What a page shows: posts from the oldest to the newest, an error, and whether it is whole."""

    posts: list[Shown] = field(default_factory=list)
    error: str = ""
    older: bool = False
    whole: bool = False

    def about(self, channel: str) -> bool:
        """Whether a whole page is about this channel and no other."""
        names = {one.channel.lower() for one in self.posts}
        return self.whole and names == {channel.lower()}


def read_page(html: bytes) -> Page:
    """The page in these bytes."""
    reader = _Reader()
    reader.feed(html.decode("utf-8", "replace"))
    reader.close()
    return reader.page


class _Reader(HTMLParser):
    """Follows the one stretch of text it is in, by counting the boxes it has entered since."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self.inside = ""
        self.depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        classes = given.get("class", "").split()
        if "data-post" in given:
            channel, _, number = given["data-post"].rpartition("/")
            self.page.posts.append(Shown(channel, number))
        if "tme_messages_more" in classes and "data-before" in given:
            self.page.older = True
        if tag == "div":
            self.enter(classes)
        elif self.page.posts:
            self.detail(tag, given, classes)

    def enter(self, classes: list[str]) -> None:
        """A box begins."""
        if self.inside:
            self.depth += 1
        elif TEXT in classes or ERROR in classes:
            self.inside = TEXT if TEXT in classes else ERROR

    def detail(self, tag: str, given: dict[str, str], classes: list[str]) -> None:
        """Something small inside a post."""
        post = self.page.posts[-1]
        if tag == "br" and self.inside == TEXT:
            post.words.append("\n")
        elif tag == "time" and "datetime" in given and post.at is None:
            post.at = moment(given["datetime"])
        elif tag == "a" and PHOTO in classes:
            single = SINGLE.search(given.get("href", ""))
            post.photos.append(single[1] if single else post.id)
        elif tag == "a" and self.inside == TEXT and "href" in given:
            post.hrefs.add(given["href"])

    def handle_endtag(self, tag: str) -> None:
        if tag == "html":
            self.page.whole = True
        if tag != "div" or not self.inside:
            return
        if self.depth:
            self.depth -= 1
        else:
            self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside == ERROR:
            self.page.error = (self.page.error + data).strip()
        elif self.inside == TEXT and self.page.posts:
            self.page.posts[-1].words.append(data)


def moment(text: str) -> datetime | None:
    """An ISO time with its zone."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else None
