"""What stands on an Instagram account, whoever posted it; stories are not listed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from urllib.parse import urlencode

from oyez.domain.delivery import FailureClass
from oyez.platforms.instagram_account import Account
from oyez.platforms.instagram_answers import Medias
from oyez.platforms.own import OwnPost
from oyez.platforms.port import Failed

FIELDS: Final = "id,caption,timestamp,permalink"
PAGES: Final = 10


class Owning(Account):
    """Reads what the account has put up."""

    def fetch_own(self, since: datetime, at: datetime) -> Sequence[OwnPost] | Failed:
        """Posts of the account since then."""
        user = self.user(at)
        if isinstance(user, Failed):
            return user
        query, found = {"fields": FIELDS, "limit": "25"}, list[OwnPost]()
        for _ in range(PAGES):
            page = self.get(Medias, f"{user}/media?{urlencode(query)}", at)
            if isinstance(page, Failed):
                return page
            young = [one for one in page.data if (one.timestamp or at) >= since]
            found += [
                OwnPost(one.id, one.timestamp or at, one.words, one.permalink) for one in young
            ]
            if len(young) < len(page.data) or not page.paging.after:
                return found
            query["after"] = page.paging.after
        return Failed(FailureClass.TRANSIENT, "too_many_posts")
