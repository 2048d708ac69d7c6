"""Whose Instagram account it is, and commenting as the account."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import quote, urlencode

from oyez.domain.delivery import FailureClass
from oyez.platforms.graph import GraphBase, Id
from oyez.platforms.instagram_answers import Medias, Page
from oyez.platforms.port import Done, Failed, Outcome, Receipt
from oyez.platforms.text import seen_sha256

CLOCK_SLACK: Final = timedelta(minutes=1)
OF_COMMENT: Final = "id,text,timestamp,username"
COMMENT: Final = "comment"


class Account(GraphBase):
    """What reading, staging and publishing share."""

    def user(self, at: datetime | None) -> str | Failed:
        """The path of the account: the option `user_id`, else what the page says."""
        known = self.channel.options.get("user_id")
        if known:
            return "/" + quote(known, safe="")
        page = self.get(Page, "/me?fields=instagram_business_account{id,username}", at)
        if isinstance(page, Failed):
            return page
        if page.account is None:
            return Failed(FailureClass.PERMISSION, "no_instagram_account")
        return "/" + quote(page.account.id, safe="")

    def comment(self, path: str, text: str, at: datetime) -> Outcome:
        """Write under a post or a comment, as the account; sent twice, it stands there twice.

        A 400 has been seen although the comment stood there: then the comments are read.
        """
        made = self.post(Id, path, {"message": text}, at, creates=True)
        if not isinstance(made, Failed):
            seen = seen_sha256(text)
            return Done(Receipt(made.id, None, at, version=COMMENT, text_sha256=seen))
        if made.cls is not FailureClass.INVALID:
            return made
        query = urlencode({"fields": OF_COMMENT, "limit": 50})
        found = self.get(Medias, f"{path}?{query}", at)
        for one in [] if isinstance(found, Failed) else found.data:
            young = one.timestamp is not None and one.timestamp >= at - CLOCK_SLACK
            if young and seen_sha256(one.words) == seen_sha256(text):
                seen = seen_sha256(one.words)
                return Done(Receipt(one.id, None, at, version=COMMENT, text_sha256=seen))
        return replace(made, cls=FailureClass.AMBIGUOUS)
