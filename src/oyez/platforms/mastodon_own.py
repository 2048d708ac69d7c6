"""What stands on a Mastodon account, whoever posted it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from urllib.parse import quote

from pydantic import RootModel

from oyez.domain.delivery import FailureClass
from oyez.platforms.base import WebBase
from oyez.platforms.mastodon_answers import Account, Status
from oyez.platforms.own import OwnPost
from oyez.platforms.port import Failed
from oyez.platforms.text import visible

PAGE, PAGES = 40, 10


class Shown(Status):
    """A post on a timeline; a repost holds what it repeats."""

    reblog: Status | None = None

    @property
    def shown(self) -> Status:
        """What readers see."""
        return self.reblog or self


class Timeline(RootModel[list[Shown]]):
    """A page of posts, the newest first."""


class Owning(WebBase):
    """Reads the account's timeline as itself, so that followers-only posts are seen too."""

    def fetch_own(self, since: datetime, at: datetime) -> Sequence[OwnPost] | Failed:
        """Posts and reposts since then; answers are left out."""
        account = self.get(Account, "/api/v1/accounts/verify_credentials", at)
        if isinstance(account, Failed):
            return account
        path = f"/api/v1/accounts/{quote(account.id, safe='')}/statuses"
        found: list[OwnPost] = []
        until = ""
        for _ in range(PAGES):
            query = f"?limit={PAGE}&exclude_replies=true{until}"
            page = self.get(Timeline, path + query, at)
            if isinstance(page, Failed):
                return page
            found += [own(one) for one in page.root if one.created_at >= since]
            # Pinned posts are not on this list, so that the first old one is the end.
            if not page.root or page.root[-1].created_at < since:
                return found
            until = f"&max_id={quote(page.root[-1].id, safe='')}"
        return Failed(FailureClass.TRANSIENT, "too_many_statuses")


def own(one: Shown) -> OwnPost:
    """The post as it stands there."""
    text = visible(one.shown.content).text.strip()
    return OwnPost(one.id, one.created_at, text, one.shown.url or one.url)
