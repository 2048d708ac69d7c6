"""What the verbs on X are made of: tokens, who we are, reading in either spelling, failures."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from datetime import datetime
from typing import Final, TypeVar
from urllib.parse import quote, urlencode

from oyez.domain.delivery import FailureClass
from oyez.platforms.base import SECONDS, WebBase
from oyez.platforms.errors import failure, parse
from oyez.platforms.port import Answer, Failed, Receipt
from oyez.platforms.text import seen_sha256
from oyez.platforms.x_answers import Denied, Me, One, Posts, Problem, Refusal, Tokens
from oyez.platforms.x_codes import CODES, REFUSED_RENEWALS
from oyez.platforms.x_post import Post

Found = TypeVar("Found", One, Posts)

COMMON: Final = "author_id,created_at,entities,in_reply_to_user_id,public_metrics"
# The manual's spelling first, then that of the specification: no paper says which a server takes.
SPELLINGS: Final = (
    ("tweet.fields", f"{COMMON},referenced_tweets"),
    ("post.fields", f"{COMMON},referenced_posts"),
)


class Session(WebBase):
    """Reads as ourselves: strangers are asked to log in."""

    def refresh(self, at: datetime) -> Mapping[str, str] | Failed:
        """New tokens for the refresh token, which can be used only once."""
        secrets = self.channel.secrets
        held, client = secrets.get("refresh_token", ""), secrets.get("client_id", "")
        if not (held and client):
            return Failed(FailureClass.AUTH, "no_refresh")
        form = {"grant_type": "refresh_token", "refresh_token": held, "client_id": client}
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        if secret := secrets.get("client_secret", ""):
            pair = base64.b64encode(f"{quote(client)}:{quote(secret)}".encode()).decode()
            headers["Authorization"] = f"Basic {pair}"
        answer = self.transport.send(
            "POST",
            self.url("/2/oauth2/token"),
            headers=headers,
            body=urlencode(form).encode(),
            timeout=SECONDS,
        )
        found = parse(Tokens, answer) if answer.status == 200 else None
        if found is None:
            denied = parse(Denied, answer)
            code = denied.error if denied else ""
            return failure(answer, at, code=code, codes=REFUSED_RENEWALS)
        kept = found.refresh_token or held
        return {**secrets, "token": found.access_token, "refresh_token": kept}

    @property
    def username(self) -> str:
        """The account's name without the @."""
        return self.channel.options.get("username") or self.channel.account.lstrip("@")

    def own_id(self, at: datetime | None) -> str | Failed:
        """The account's number, which costs a request where it was not entered."""
        if known := self.channel.options.get("user_id"):
            return known
        me = self.get(Me, "/2/users/me", at)
        return me if isinstance(me, Failed) else me.data.id

    def failed(self, answer: Answer, at: datetime | None, *, creates: bool = False) -> Failed:
        """The class by the problem's type, for some a sentence, else by the status."""
        found = parse(Refusal, answer)
        code = found.word if found else ""
        if found and not code and answer.status == 403:
            code = found.said
        return failure(answer, at, creates=creates, code=code, codes=CODES)

    def ask(
        self, model: type[Found], path: str, at: datetime | None, **query: str
    ) -> Found | Failed:
        """Read posts with their fields, in the spelling that this server honours."""
        answers: list[Found | Failed] = []
        for spelling, fields in SPELLINGS:
            words = urlencode({**query, spelling: fields}, safe=",:")
            url = self.url(f"{path}?{words}")
            answer = self.transport.send("GET", url, headers=self.bearer(), timeout=SECONDS)
            found = self.read(model, answer, at)
            if answer.status != 400 and (isinstance(found, Failed) or not found.bare):
                return found
            answers.append(found)
        return next((one for one in answers if not isinstance(one, Failed)), answers[0])

    def address(self, number: str, username: str = "") -> str:
        """Where people read a post; X finds it without the author's name as well."""
        web = self.channel.base_url.rstrip("/").replace("://api.", "://")
        return f"{web}/{quote(username or 'i', safe='')}/status/{quote(number, safe='')}"

    def receipt(self, number: str, at: datetime, post: Post | None = None) -> Receipt:
        """Proof of a post; without the post itself nothing is said about its text."""
        shown = post.shown if post else None
        edits = [one for one in post.versions if one != number] if post else []
        return Receipt(
            remote_id=number,
            url=self.address(number, self.username),
            at=at,
            version=edits[-1] if edits else None,
            text_sha256=None if shown is None else seen_sha256(shown),
        )


def instead(errors: list[Problem]) -> Failed:
    """The failure in a good answer that holds problems and not what was asked for.

    What is merely not there counts only when nothing else is said.
    """
    names = [one.name for one in errors]
    if not names:
        return Failed(FailureClass.TRANSIENT, "unreadable")
    code = next((name for name in names if name != "resource_not_found"), names[0])
    return Failed(CODES.get(code, FailureClass.TRANSIENT), code or "unreadable")
