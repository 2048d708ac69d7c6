"""What stands in a Telegram channel, whoever posted it, as far as its public preview shows.

The Bot API lists nothing. What was posted while a bot listened it would tell as an update, but
updates are read by the inbox, and reading them twice loses some.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from oyez.domain.delivery import FailureClass
from oyez.platforms.own import OwnPost
from oyez.platforms.port import Failed, NeedsPerson
from oyez.platforms.telegram_page import Page
from oyez.platforms.telegram_public import Public

PAGES: Final = 10


class Owning(Public):
    """Reads the public preview as a stranger."""

    def fetch_own(self, since: datetime, at: datetime) -> Sequence[OwnPost] | Failed:
        """Posts of the channel since then; a channel without a public page cannot be read."""
        before, found = "", list[OwnPost]()
        for _ in range(PAGES):
            page = self.page(f"s/{self.username}{before}", at)
            if isinstance(page, NeedsPerson):
                return Failed(FailureClass.PERMISSION, "no_public_page")
            if isinstance(page, Failed):
                return page
            if not isinstance(page, Page) or not page.posts:
                return Failed(FailureClass.TRANSIENT, "unreadable")
            found += [
                OwnPost(one.id, one.at or at, "".join(one.words).strip(), self.address(one.id))
                for one in page.posts
                if (one.at or at) >= since
            ]
            first = page.posts[0]
            if not page.older or (first.at or at) < since:
                return found
            before = f"?before={first.id}"
        return Failed(FailureClass.TRANSIENT, "too_many_posts")
