"""What people answer on Bluesky, and what can be done about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final
from urllib.parse import urlencode

from oyez.domain.delivery import FailureClass
from oyez.platforms.base import SECONDS, Model
from oyez.platforms.bluesky_answers import (
    Branch,
    Feed,
    Gate,
    GateRecord,
    Notification,
    Own,
    PostViews,
    Reference,
    Tree,
    moment,
    tid,
)
from oyez.platforms.bluesky_repo import POST, Repository
from oyez.platforms.errors import UNSUPPORTED
from oyez.platforms.heard import Heard, Inbox, InboxItem, Measurement, Moderation
from oyez.platforms.port import Done, Failed, Outcome, Receipt
from oyez.platforms.text import seen_sha256

PAGE: Final = 100
AT_ONCE: Final = 25
RECENT: Final = 10  # own posts whose threads are read
DEPTH: Final = 6
GATE: Final = "app.bsky.feed.threadgate"
BLOCK: Final = "app.bsky.graph.block"
REASONS: Final = {"reply": Heard.REPLY, "mention": Heard.MENTION, "quote": Heard.QUOTE}
ASKED: Final = (*(("reasons", reason) for reason in REASONS), ("limit", str(PAGE)))
METRICS: Final = {
    "replies": "reply_count",
    "reposts": "repost_count",
    "likes": "like_count",
    "quotes": "quote_count",
}


class Listening(Repository):
    """Reading, moderating and counting through the account's own server."""

    def fetch_inbox(self, cursor: str | None, at: datetime) -> Inbox | Failed:
        """Replies, mentions and quotes since the time that the cursor names.

        The network takes in our post and an answer to it independently. An answer that comes first
        never becomes a notification, so the threads of the newest own posts are read as well, and
        their answers come every time.
        """
        listed = self.notified(cursor, at)
        if isinstance(listed, Failed):
            return listed
        newest = listed[-1].indexed_at if listed else cursor
        answers = self.answered(at)
        if isinstance(answers, Failed):
            return answers
        known = {one.uri for one in listed}
        items = [*map(item, listed), *(one for one in answers if one.id not in known)]
        return Inbox(tuple(sorted(items, key=lambda one: one.at)), newest)

    def notified(self, cursor: str | None, at: datetime) -> list[Notification] | Failed:
        """The notifications back to the cursor, the oldest first.

        The network pages backwards; what has the cursor's very time comes again, because several
        may share it.
        """
        found: list[Notification] = []
        page = ""
        while True:
            query = urlencode([*ASKED, *([("cursor", page)] if page else [])])
            path = f"/xrpc/app.bsky.notification.listNotifications?{query}"
            listed = self.get(Feed, path, at)
            if isinstance(listed, Failed):
                return listed
            found += [one for one in listed.notifications if not cursor or one.indexed_at >= cursor]
            whole = len(found) % PAGE == 0 and bool(listed.notifications)
            if not (cursor and whole and listed.cursor):
                break
            page = listed.cursor
        return sorted(found, key=lambda one: one.indexed_at)

    def answered(self, at: datetime) -> list[InboxItem] | Failed:
        """Everything that was answered to the newest own posts, at any depth."""
        query = urlencode({"repo": self.secret("did"), "collection": POST, "limit": RECENT})
        own = self.get(Own, f"/xrpc/com.atproto.repo.listRecords?{query}", at)
        if isinstance(own, Failed):
            return own
        found: list[InboxItem] = []
        for record in own.records:
            query = urlencode({"uri": record.uri, "depth": DEPTH})
            tree = self.asked(Tree, f"app.bsky.feed.getPostThread?{query}", at)
            if isinstance(tree, Failed):
                if tree.code == "NotFound":  # the network has not taken it in yet
                    continue
                return tree
            found += below(tree.thread, record.uri, self.secret("did"))
        return found

    def asked(self, model: type[Model], path: str, at: datetime) -> Model | Failed:
        """Ask the network's view, by the own server unless the channel names another."""
        appview = self.channel.options.get("appview", "").rstrip("/")
        url = f"{appview or self.url('')}/xrpc/{path}"
        headers = {} if appview else self.bearer()
        return self.read(
            model, self.transport.send("GET", url, headers=headers, timeout=SECONDS), at
        )

    def moderate(self, item: InboxItem, action: Moderation, text: str, at: datetime) -> Outcome:
        """Answer, hide below our post, block the author, close or open a post to answers."""
        if action is Moderation.REPLY:
            return self.answer(item, text, at)
        if action is Moderation.BLOCK:
            record = {"$type": BLOCK, "subject": item.author, "createdAt": moment(at)}
            return self.put(BLOCK, tid(item.author, item.at), record, at)
        if action in {Moderation.HIDE, Moderation.UNHIDE}:
            return self.gate(item.about or "", at, item.id, hide=action is Moderation.HIDE)
        if action in {Moderation.CLOSE_REPLIES, Moderation.OPEN_REPLIES}:
            return self.gate(item.id, at, closed=action is Moderation.CLOSE_REPLIES)
        return UNSUPPORTED

    def answer(self, item: InboxItem, text: str, at: datetime) -> Outcome:
        """A reply under a key made from what it answers, so that repeating makes no second one."""
        found = self.views([item.id], at)
        if isinstance(found, Failed):
            return found
        if not found.posts:
            return Failed(FailureClass.NOT_FOUND, "answered_post_gone")
        above = found.posts[0]
        parent = {"uri": above.uri, "cid": above.cid}
        root = above.record.reply.root.model_dump() if above.record.reply else parent
        record = {
            "$type": POST,
            "text": text,
            "createdAt": moment(item.at),
            "reply": {"root": root, "parent": parent},
        }
        return self.put(POST, tid(item.id + text, item.at), record, at)

    def gate(
        self, uri: str, at: datetime, reply: str = "", *, hide: bool = False, closed: bool = False
    ) -> Outcome:
        """Change who may answer a post of ours, or which answers stand below it."""
        key = uri.rpartition("/")[2]
        query = urlencode({"repo": self.secret("did"), "collection": GATE, "rkey": key})
        before = self.get(GateRecord, f"/xrpc/com.atproto.repo.getRecord?{query}", at)
        if isinstance(before, Failed) and before.code != "RecordNotFound":
            return before
        known = Gate.model_validate({}) if isinstance(before, Failed) else before.value
        hidden = [one for one in known.hidden if one != reply] + ([reply] if hide else [])
        record: dict[str, object] = {
            "$type": GATE,
            "post": uri,
            "createdAt": moment(at),
            "hiddenReplies": hidden,
        }
        if reply and known.allow is not None:
            record["allow"] = known.allow
        elif closed:
            record["allow"] = []
        return self.put(GATE, key, record, at)

    def put(self, collection: str, key: str, record: Mapping[str, object], at: datetime) -> Outcome:
        """Write a record under a key; the same again changes nothing."""
        body = {"repo": self.secret("did"), "collection": collection, "rkey": key, "record": record}
        url = self.url("/xrpc/com.atproto.repo.putRecord")
        answer = self.transport.send("POST", url, headers=self.bearer(), json=body, timeout=SECONDS)
        found = self.read(Reference, answer, at)
        if isinstance(found, Failed):
            return found
        seen = seen_sha256(str(record.get("text", "")))
        return Done(Receipt(key, None, at, version=found.cid, text_sha256=seen))

    def measure(self, receipts: Sequence[Receipt], at: datetime) -> Sequence[Measurement] | Failed:
        """Answers, reposts, likes and quotes, 25 posts a request; the network counts no views."""
        found: list[Measurement] = []
        for start in range(0, len(receipts), AT_ONCE):
            keys = [receipt.remote_id for receipt in receipts[start : start + AT_ONCE]]
            views = self.views(list(map(self.uri, keys)), at)
            if isinstance(views, Failed):
                return views
            for view in views.posts:
                key = view.uri.rpartition("/")[2]
                counts = ((metric, getattr(view, name)) for metric, name in METRICS.items())
                found += [
                    Measurement(key, m, value, at) for m, value in counts if value is not None
                ]
        return found

    def views(self, uris: Sequence[str], at: datetime) -> PostViews | Failed:
        """What the network shows of these posts."""
        query = urlencode([("uris", uri) for uri in uris])
        return self.asked(PostViews, f"app.bsky.feed.getPosts?{query}", at)


def below(branch: Branch, uri: str, own: str) -> list[InboxItem]:
    """What others answered to a post of ours, and to each other below it."""
    found = []
    for one in branch.replies:
        if one.post is None:
            continue
        view = one.post
        if view.author.did != own:
            at = datetime.fromisoformat(view.indexed_at)
            found.append(
                InboxItem(view.uri, Heard.REPLY, view.author.did, view.record.text, at, uri)
            )
        found += below(one, uri, own)
    return found


def item(one: Notification) -> InboxItem:
    """A notification as an item; the author is the account's lasting name."""
    return InboxItem(
        id=one.uri,
        kind=REASONS.get(one.reason, Heard.UNKNOWN),
        author=one.author.did,
        text=one.record.text,
        at=one.at,
        about=one.subject,
    )
