"""What strangers see of a Telegram channel: whether a post stands there, and with which text."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from oyez.domain.delivery import FailureClass
from oyez.platforms.base import SECONDS
from oyez.platforms.port import (
    Absent,
    Delivery,
    Done,
    Failed,
    Finding,
    NeedsPerson,
    Receipt,
    Variant,
)
from oyez.platforms.telegram_api import Calls
from oyez.platforms.telegram_page import GONE, Page, Shown, read_page
from oyez.platforms.text import seen_sha256

PAGES: Final = 10
CLOCK_SLACK: Final = timedelta(minutes=1)
UNSEEN: Final = "The channel has no public page that a machine could read. Look in the app."


class Public(Calls):
    """Reads the public pages: the Bot API shows no bot what stands in a channel."""

    def find(self, v: Variant, d: Delivery) -> Finding:
        """Search the channel's public preview for the marker link, then for the text."""
        wanted, oldest, before = seen_sha256(v.text), d.created_at - CLOCK_SLACK, ""
        for _ in range(PAGES):
            page = self.page(f"s/{self.username}{before}", d.sent_at)
            if not isinstance(page, Page):
                return page
            if not page.posts:
                return Failed(FailureClass.TRANSIENT, "unreadable")
            for post in reversed(page.posts):
                fresh = post.at is None or post.at >= oldest
                same = v.marker_url in post.hrefs or post.sha256 == wanted
                if fresh and same and post.id not in v.known:
                    return Done(self.seen(post, d.sent_at))
            first = page.posts[0]
            if not page.older or (first.at is not None and first.at < oldest):
                return Absent("public preview since the delivery was made")
            before = f"?before={first.id}"
        return Failed(FailureClass.TRANSIENT, "too_many_posts")

    def seen(self, post: Shown, at: datetime) -> Receipt:
        """Proof of a post from the public preview."""
        return Receipt(
            remote_id=post.id,
            url=self.address(post.id),
            at=post.at or at,
            parts=post.parts,
            text_sha256=post.sha256,
            seen_from="outside",
        )

    def look(self, r: Receipt, at: datetime) -> Finding:
        """Read the public page of every part as a stranger; only gone from all is gone."""
        for number in r.parts or (r.remote_id,):
            page = self.page(f"{self.username}/{number}?embed=1", at)
            if isinstance(page, NeedsPerson):
                return NeedsPerson(page.task, r.url)
            if isinstance(page, Failed):
                return page
            if page.error != GONE:
                shown = next((one for one in page.posts if one.id in (number, r.remote_id)), None)
                if shown is None:
                    return Failed(FailureClass.TRANSIENT, "unreadable")
                return Done(replace(r, at=at, text_sha256=shown.sha256, seen_from="outside"))
        return Absent("GET embed page: Post not found")

    def page(self, path: str, at: datetime) -> Page | Failed | NeedsPerson:
        """A public page of this channel, as it is shown to a stranger."""
        if not self.username:
            return NeedsPerson(UNSEEN)
        unseen = NeedsPerson(UNSEEN, f"{self.web}/{self.username}")
        answer = self.transport.send(
            "GET", f"{self.web}/{path}", headers={"Accept": "text/html"}, timeout=SECONDS
        )
        if answer.status in {301, 302, 303, 307, 308}:
            return unseen  # so Telegram answers where the channel or its preview is not public
        if answer.status != 200:
            # These pages know no credential, and say with 200 that a post is gone.
            failed = self.failed(answer, at)
            waits = failed.cls is FailureClass.RATE_LIMITED
            return failed if waits else replace(failed, cls=FailureClass.TRANSIENT)
        page = read_page(answer.body)
        if page.whole and page.error and page.error != GONE:
            return unseen
        if page.about(self.username) or (page.whole and page.error == GONE):
            return page
        return Failed(FailureClass.TRANSIENT, "unreadable")
