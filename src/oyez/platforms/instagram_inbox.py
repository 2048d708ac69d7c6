"""What people write under posts on Instagram, and what can be done about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import ClassVar, Final
from urllib.parse import quote, urlencode

from oyez.domain.delivery import FailureClass
from oyez.platforms.errors import UNSUPPORTED
from oyez.platforms.graph import Success
from oyez.platforms.graph_events import events
from oyez.platforms.graph_figures import Figures
from oyez.platforms.heard import Heard, Inbox, InboxItem, Moderation
from oyez.platforms.instagram_account import Account
from oyez.platforms.instagram_answers import Comment, Comments, Media, Medias
from oyez.platforms.instagram_events import read
from oyez.platforms.port import Done, Failed, Outcome, Receipt

POSTS: Final = 25
PAGE: Final = 50
PAGES: Final = 20
FIRST: Final = timedelta(days=7)
PLAIN: Final = "id,text,username,timestamp,hidden,parent_id"
FIELDS: Final = f"{PLAIN},replies.limit({PAGE}){{{PLAIN}}}"
CHANGES: Final[Mapping[Moderation, tuple[str, bool]]] = {
    Moderation.HIDE: ("hide", True),
    Moderation.UNHIDE: ("hide", False),
    Moderation.CLOSE_REPLIES: ("comment_enabled", False),
    Moderation.OPEN_REPLIES: ("comment_enabled", True),
}
ABOUT_POST: Final = frozenset({Moderation.CLOSE_REPLIES, Moderation.OPEN_REPLIES})


class Listening(Figures, Account):
    """Reading and moderating; comments on the newest posts are polled."""

    metrics: ClassVar[Mapping[str, str]] = {
        "views": "views",
        "reach": "reach",
        "likes": "likes",
        "comments": "replies",
        "saved": "saves",
        "shares": "reposts",
        "total_interactions": "interactions",
    }

    def fetch_inbox(self, cursor: str | None, at: datetime) -> Inbox | Failed:
        """Comments and mentions since a second of Unix time, which is read again."""
        since = datetime.fromtimestamp(int(cursor), UTC) if cursor else at - FIRST
        user = self.user(at)
        if isinstance(user, Failed):
            return user
        edge = f"id,username,comments.limit({PAGE}){{{FIELDS}}}"
        query = urlencode({"fields": edge, "limit": POSTS})
        posts = self.get(Medias, f"{user}/media?{query}", at)
        if isinstance(posts, Failed):
            return posts
        items: list[InboxItem] = []
        for post in posts.data:
            comments = self.comments_of(post, since, at)
            if isinstance(comments, Failed):
                return comments
            items += [item(one, post.id, at) for one in comments if one.username != post.username]
        tags = self.tags(user, since, at)
        if isinstance(tags, Failed):
            return tags
        ordered = [one for one in (*tags, *items) if one.at >= since]
        ordered.reverse()  # they came with the newest first, and times are whole seconds
        ordered.sort(key=lambda one: one.at)
        newest = ordered[-1].at if ordered else since
        return Inbox(tuple(ordered), str(int(newest.timestamp())))

    def comments_of(self, post: Media, since: datetime, at: datetime) -> list[Comment] | Failed:
        """Comments and their answers, the newest 1,000; pages are turned back to the time.

        What this cannot reach, the webhook has told.
        """
        page = post.comments
        found, turned = list(flat(page)), 1
        while page.paging.after and turned < PAGES:
            if any(one.timestamp and one.timestamp < since for one in page.data):
                break
            query = urlencode({"fields": FIELDS, "limit": PAGE, "after": page.paging.after})
            more = self.get(Comments, f"/{quote(post.id, safe='')}/comments?{query}", at)
            if isinstance(more, Failed):
                return more
            page, turned = more, turned + 1
            found += flat(page)
        return found

    def tags(self, user: str, since: datetime, at: datetime) -> list[InboxItem] | Failed:
        """Posts of others that name the account; without the right to read them, none."""
        query = urlencode({"fields": "id,caption,username,timestamp,permalink", "limit": PAGE})
        found = self.get(Medias, f"{user}/tags?{query}", at)
        if isinstance(found, Failed):
            return [] if found.cls is FailureClass.PERMISSION else found
        return [
            InboxItem(
                one.id,
                Heard.MENTION,
                one.username,
                one.caption,
                one.timestamp or since,
                url=one.permalink,
            )
            for one in found.data
        ]

    def read_webhook(self, headers: Mapping[str, str], body: bytes) -> Sequence[InboxItem] | Failed:
        """Items out of an account's webhook; what the account itself did is left out."""
        refused = self.signed(headers, body)
        if refused:
            return refused
        found = events(body)
        if isinstance(found, Failed):
            return found
        return [one for one in map(read, found) if one is not None]

    def moderate(self, item: InboxItem, action: Moderation, text: str, at: datetime) -> Outcome:
        """Answer, hide or delete a comment; close or open the comments of the post."""
        if item.kind is not Heard.REPLY:
            return UNSUPPORTED
        path = f"/{quote(item.id, safe='')}"
        if action is Moderation.REPLY:
            return self.comment(f"{path}/replies", text, at)
        if action is Moderation.DELETE:
            gone = self.erase(path, at)
            return gone if isinstance(gone, Failed) else Done(Receipt(item.id, item.url, at))
        target = item.about if action in ABOUT_POST else item.id
        if action not in CHANGES or not target:
            return UNSUPPORTED
        field, value = CHANGES[action]
        said = self.post(Success, f"/{quote(target, safe='')}", {field: value}, at)
        if isinstance(said, Failed):
            return said
        if not said.success:
            return Failed(FailureClass.TRANSIENT, "not_changed")
        return Done(Receipt(target, item.url, at))


def flat(page: Comments) -> Iterator[Comment]:
    """Comments, each followed by its answers."""
    for one in page.data:
        yield one
        yield from flat(one.replies) if one.replies else ()


def item(one: Comment, post: str, at: datetime) -> InboxItem:
    """A comment; `at` is its time where none is told."""
    return InboxItem(one.id, Heard.REPLY, one.username, one.text, one.timestamp or at, about=post)
