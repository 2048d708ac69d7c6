"""What stands on a Facebook page, whoever of its people posted it; stories are not listed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from urllib.parse import urlencode

from oyez.domain.delivery import FailureClass
from oyez.platforms.facebook_answers import Posts
from oyez.platforms.graph import GraphBase
from oyez.platforms.own import OwnPost
from oyez.platforms.port import Failed

FIELDS: Final = "id,message,created_time,permalink_url"
PAGES: Final = 10


class Owning(GraphBase):
    """Reads what the page has published."""

    def fetch_own(self, since: datetime, at: datetime) -> Sequence[OwnPost] | Failed:
        """Posts of the page since then."""
        query: dict[str, str | int] = {"fields": FIELDS, "limit": 25}
        page, found = self.channel.options.get("page_id") or "me", list[OwnPost]()
        for _ in range(PAGES):
            posts = self.get(Posts, f"/{page}/published_posts?{urlencode(query)}", at)
            if isinstance(posts, Failed):
                return posts
            young = [one for one in posts.data if (one.created_time or at) >= since]
            found += [
                OwnPost(one.id, one.created_time or at, one.message, one.permalink_url)
                for one in young
            ]
            if len(young) < len(posts.data) or not posts.paging.after:
                return found
            query["after"] = posts.paging.after
        return Failed(FailureClass.TRANSIENT, "too_many_posts")
