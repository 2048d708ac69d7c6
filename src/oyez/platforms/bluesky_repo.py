"""The account's repository on its Bluesky server: sessions, records and blobs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import ClassVar
from urllib.parse import urlencode

from oyez.domain.delivery import FailureClass
from oyez.platforms.base import SECONDS, WebBase, content, upload_seconds
from oyez.platforms.bluesky_answers import Blob, Record, Session, Trouble
from oyez.platforms.errors import failure, parse
from oyez.platforms.port import Answer, Delivery, Failed, Media

POST = "app.bsky.feed.post"

CODES: Mapping[str, FailureClass] = {
    **dict.fromkeys(
        ("ExpiredToken", "InvalidToken", "AuthMissing", "AuthenticationRequired"),
        FailureClass.AUTH,
    ),
    "AuthFactorTokenRequired": FailureClass.AUTH,
    **dict.fromkeys(("AccountTakedown", "AccountDeactivated"), FailureClass.SUSPENDED),
    "RateLimitExceeded": FailureClass.RATE_LIMITED,
    "RecordNotFound": FailureClass.NOT_FOUND,
    # Another text stands under our key: evidence that an earlier attempt arrived.
    "InvalidSwap": FailureClass.DUPLICATE,
}


def is_absent(failed: Failed) -> bool:
    """Only the server's own word for it proves that a record is not there."""
    return failed.code == "RecordNotFound"


class Repository(WebBase):
    """What the verbs are made of."""

    credential: ClassVar[str] = "access_jwt"

    def secret(self, name: str) -> str:
        """One of the channel's secrets, or an empty text."""
        return self.channel.secrets.get(name, "")

    def failed(self, answer: Answer, at: datetime | None, *, creates: bool = False) -> Failed:
        """The typed failure in an answer; nearly all of them have status 400 and a name."""
        named = parse(Trouble, answer)
        code = named.error if named else ""
        return failure(answer, at, creates=creates, code=code, codes=CODES)

    def lacks_session(self) -> Failed | None:
        """Without a token and an identity there is nothing to ask for."""
        if self.secret("access_jwt") and self.secret("did"):
            return None
        return Failed(FailureClass.AUTH, "no_session")

    def refresh(self, at: datetime) -> Mapping[str, str] | Failed:
        """New tokens by the refresh token, and by the app password when that has expired."""
        found: Session | Failed = Failed(FailureClass.AUTH, "no_session")
        if token := self.secret("refresh_jwt"):
            headers = {"Authorization": f"Bearer {token}"}
            found = self.session("refreshSession", headers, None, at)
        if isinstance(found, Failed) and found.cls is FailureClass.AUTH:
            login = {
                "identifier": self.secret("identifier"),
                "password": self.secret("app_password"),
            }
            if all(login.values()):
                found = self.session("createSession", {}, login, at)
        if isinstance(found, Failed):
            return found
        return {**self.channel.secrets, **found.model_dump()}

    def session(
        self, name: str, headers: dict[str, str], login: object, at: datetime
    ) -> Session | Failed:
        """One of the two ways to a session."""
        url = self.url(f"/xrpc/com.atproto.server.{name}")
        answer = self.transport.send("POST", url, headers=headers, json=login, timeout=SECONDS)
        return self.read(Session, answer, at)

    def upload(self, picture: Media, d: Delivery) -> dict[str, object] | Failed:
        """Put one picture on the server; nobody sees it yet."""
        data = content(picture)
        if isinstance(data, Failed):
            return data
        answer = self.transport.send(
            "POST",
            self.url("/xrpc/com.atproto.repo.uploadBlob"),
            headers={**self.bearer(), "Content-Type": picture.mime},
            body=data,
            timeout=upload_seconds(len(data)),
        )
        found = self.read(Blob, answer, d.sent_at)
        if isinstance(found, Failed):
            return found
        image: dict[str, object] = {"alt": picture.alt, "image": found.blob}
        if picture.width and picture.height:
            image["aspectRatio"] = {"width": picture.width, "height": picture.height}
        return image

    def uri(self, key: str) -> str:
        """The network's name of a post."""
        return f"at://{self.secret('did')}/{POST}/{key}"

    def record(self, key: str, at: datetime) -> Record | Failed:
        """Read a post from the repository, as anybody may."""
        query = urlencode({"repo": self.secret("did"), "collection": POST, "rkey": key})
        url = self.url(f"/xrpc/com.atproto.repo.getRecord?{query}")
        return self.read(Record, self.transport.send("GET", url, timeout=SECONDS), at)

    def write(self, name: str, key: str, **more: object) -> Answer:
        """Change the repository under one key."""
        body = {"repo": self.secret("did"), "collection": POST, "rkey": key, **more}
        url = self.url(f"/xrpc/com.atproto.repo.{name}")
        return self.transport.send("POST", url, headers=self.bearer(), json=body, timeout=SECONDS)
