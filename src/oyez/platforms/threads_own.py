"""What stands on a Threads account, whoever posted it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from urllib.parse import quote, urlencode

from oyez.domain.delivery import FailureClass
from oyez.platforms.graph import GraphBase
from oyez.platforms.own import OwnPost
from oyez.platforms.port import Failed
from oyez.platforms.threads_answers import Page

FIELDS: Final = "id,permalink,text,timestamp"
PAGES: Final = 10


class Owning(GraphBase):
    """Reads what the account has put up."""

    def fetch_own(self, since: datetime, at: datetime) -> Sequence[OwnPost] | Failed:
        """Posts since then; answers are on another list."""
        user = quote(self.channel.options.get("user_id") or "me", safe="")
        query, found = {"fields": FIELDS, "limit": "25"}, list[OwnPost]()
        for _ in range(PAGES):
            page = self.get(Page, f"/{user}/threads?{urlencode(query)}", at)
            if isinstance(page, Failed):
                return page
            young = [one for one in page.data if (one.timestamp or at) >= since]
            found += [
                OwnPost(one.id, one.timestamp or at, one.text, one.permalink) for one in young
            ]
            if len(young) < len(page.data) or not page.paging.after:
                return found
            query["after"] = page.paging.after
        return Failed(FailureClass.TRANSIENT, "too_many_posts")
