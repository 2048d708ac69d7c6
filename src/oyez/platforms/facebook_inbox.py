"""What people write on a Facebook page, and what can be done about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import ClassVar, Final
from urllib.parse import quote, urlencode

from oyez.domain.delivery import FailureClass
from oyez.platforms.errors import UNSUPPORTED
from oyez.platforms.facebook_answers import Blocked, Post, Posts
from oyez.platforms.facebook_events import read
from oyez.platforms.graph import Success
from oyez.platforms.graph_events import events
from oyez.platforms.graph_figures import Figures
from oyez.platforms.heard import Heard, Inbox, InboxItem, Moderation
from oyez.platforms.port import Done, Failed, Outcome, Receipt
from oyez.platforms.text import seen_sha256

POSTS: Final = 25
PAGE: Final = 100
PAGES: Final = 10
FIRST: Final = timedelta(days=7)
FIELDS: Final = "id,message,from{id,name},created_time,permalink_url"


class Listening(Figures):
    """Reading and moderating; comments on the newest posts are polled."""

    metrics: ClassVar[Mapping[str, str]] = {
        "post_total_media_view_unique": "reach",
        "post_media_view": "views",
        "post_clicks": "clicks",
        "post_reactions_by_type_total": "reactions",
    }

    @property
    def page(self) -> str:
        """The path of the page; a page token is itself the page."""
        return "/" + quote(self.channel.options.get("page_id") or "me", safe="")

    def fetch_inbox(self, cursor: str | None, at: datetime) -> Inbox | Failed:
        """Comments, mentions and visitors' posts since a second of Unix time, which is repeated."""
        since = cursor or str(int((at - FIRST).timestamp()))
        edge = f"filter(stream).order(chronological).since({since}).limit({PAGE}){{{FIELDS}}}"
        query = urlencode({"fields": f"id,comments.{edge}", "limit": POSTS})
        posts = self.get(Posts, f"{self.page}/published_posts?{query}", at)
        if isinstance(posts, Failed):
            return posts
        items: list[InboxItem] = []
        until: list[int] = []
        for post in posts.data:
            comments = self.comments_of(post, since, at)
            if isinstance(comments, Failed):
                return comments
            found, whole = comments
            own = post.id.partition("_")[0]
            heard = [item(one, Heard.REPLY, post.id, at) for one in found if writer(one) != own]
            items += heard
            until += [] if whole else [int((found[-1].created_time or at).timestamp())]
        for name in ("tagged", "visitor_posts"):
            others = self.others(name, since, at)
            if isinstance(others, Failed):
                return others
            items += others
        newest = max((int(one.at.timestamp()) for one in items), default=int(since))
        ordered = sorted(items, key=lambda one: one.at)
        return Inbox(tuple(ordered), str(min([newest, *until])))

    def comments_of(self, post: Post, since: str, at: datetime) -> tuple[list[Post], bool] | Failed:
        """The comments, the oldest first, and whether these are all."""
        page = post.comments or Posts(data=[])
        found, turned = list(page.data), 1
        while page.paging.after and turned < PAGES:
            query = {"filter": "stream", "order": "chronological", "since": since}
            query |= {"limit": str(PAGE), "fields": FIELDS, "after": page.paging.after}
            path = f"/{quote(post.id, safe='')}/comments?{urlencode(query)}"
            more = self.get(Posts, path, at)
            if isinstance(more, Failed):
                return more
            page, turned = more, turned + 1
            found += page.data
        return found, not page.paging.after

    def others(self, name: str, since: str, at: datetime) -> list[InboxItem] | Failed:
        """What others wrote about the page or on it; without the right to read it, nothing."""
        query = urlencode({"fields": FIELDS, "since": since, "limit": PAGE})
        found = self.get(Posts, f"{self.page}/{name}?{query}", at)
        if isinstance(found, Failed):
            return [] if found.cls is FailureClass.PERMISSION else found
        return [item(one, Heard.MENTION, None, at) for one in found.data]

    def read_webhook(self, headers: Mapping[str, str], body: bytes) -> Sequence[InboxItem] | Failed:
        """Items out of a page's webhook; what the page itself did is left out."""
        refused = self.signed(headers, body)
        if refused:
            return refused
        found = events(body)
        if isinstance(found, Failed):
            return found
        return [one for one in map(read, found) if one is not None]

    def moderate(self, item: InboxItem, action: Moderation, text: str, at: datetime) -> Outcome:
        """Answer, hide (its author still sees it), delete a comment; block whoever wrote it."""
        path = f"/{quote(item.id, safe='')}"
        if item.kind is Heard.MESSAGE:
            return UNSUPPORTED
        if action is Moderation.REPLY:
            return self.answer(path, text, at)
        if action in {Moderation.HIDE, Moderation.UNHIDE}:
            return self.hide(item, at, hidden=action is Moderation.HIDE)
        if action is Moderation.DELETE:
            gone = self.erase(path, at)
            return gone if isinstance(gone, Failed) else Done(Receipt(item.id, item.url, at))
        if action is Moderation.BLOCK:
            return self.block(path, at)
        return UNSUPPORTED

    def answer(self, path: str, text: str, at: datetime) -> Outcome:
        """Comment as the page; sent twice, it stands there twice."""
        where = f"{path}/comments?fields=id,message,permalink_url"
        post = self.post(Post, where, {"message": text}, at, creates=True)
        if isinstance(post, Failed):
            return post
        seen = seen_sha256(post.message) if post.message else None
        return Done(Receipt(post.id, post.permalink_url, at, text_sha256=seen))

    def hide(self, item: InboxItem, at: datetime, *, hidden: bool) -> Outcome:
        """Show a comment only to its author and their friends, or to everybody again."""
        said = self.post(Success, f"/{quote(item.id, safe='')}", {"is_hidden": hidden}, at)
        if isinstance(said, Failed):
            return said
        if not said.success:
            return Failed(FailureClass.TRANSIENT, "not_changed")
        return Done(Receipt(item.id, item.url, at))

    def block(self, path: str, at: datetime) -> Outcome:
        """Find out whose comment it is, then keep this person off the page."""
        comment = self.get(Post, f"{path}?fields=from{{id,name}}", at)
        if isinstance(comment, Failed):
            return comment
        who = writer(comment)
        if not who:
            return Failed(FailureClass.PERMISSION, "author_not_told")
        said = self.post(Blocked, f"{self.page}/blocked", {"user": who}, at)
        if isinstance(said, Failed):
            return said
        if not said.root.get(who):
            return Failed(FailureClass.TRANSIENT, "not_changed")
        return Done(Receipt(who, None, at))


def writer(post: Post) -> str:
    """The number of whoever wrote it, empty where Facebook does not tell."""
    return post.sender.id if post.sender else ""


def item(post: Post, kind: Heard, about: str | None, at: datetime) -> InboxItem:
    """A comment or a post of somebody else; `at` is its time where none is told."""
    return InboxItem(
        id=post.id,
        kind=kind,
        author=post.sender.name if post.sender else "",
        text=post.message,
        at=post.created_time or at,
        about=about,
        url=post.permalink_url,
    )
