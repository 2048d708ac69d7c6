"""What stands on an account of X, whoever posted it. Every post that is read is charged."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from urllib.parse import quote

from oyez.domain.delivery import FailureClass
from oyez.platforms.own import OwnPost
from oyez.platforms.port import Failed
from oyez.platforms.x_answers import Posts
from oyez.platforms.x_session import Session, instead

PAGE: Final = 100
PAGES: Final = 10


class Owning(Session):
    """Reads the account's timeline."""

    def fetch_own(self, since: datetime, at: datetime) -> Sequence[OwnPost] | Failed:
        """Posts and reposts since then; answers are left out."""
        own = self.own_id(at)
        if isinstance(own, Failed):
            return own
        path, found = f"/2/users/{quote(own, safe='')}/tweets", list[OwnPost]()
        start = f"{since:%Y-%m-%dT%H:%M:%SZ}"
        query = {"max_results": str(PAGE), "start_time": start, "exclude": "replies"}
        for _ in range(PAGES):
            page = self.ask(Posts, path, at, **query)
            if isinstance(page, Failed):
                return page
            if page.meta is None:
                return instead(page.errors)
            for post in page.data:
                made, text = post.created_at or at, post.shown
                address = self.address(post.id, self.username)
                found.append(OwnPost(post.id, made, post.plain if text is None else text, address))
            if not page.meta.next_token:
                return [one for one in found if one.at >= since]
            query["pagination_token"] = page.meta.next_token
        return Failed(FailureClass.TRANSIENT, "too_many_posts")
