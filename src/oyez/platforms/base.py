"""What adapters share: the account, the door, and an honest no to what is not supported."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import ClassVar, TypeVar

from pydantic import BaseModel

from oyez.domain.delivery import FailureClass
from oyez.platforms.errors import UNSUPPORTED, failure, parse
from oyez.platforms.heard import Inbox, InboxItem, Measurement, Moderation
from oyez.platforms.own import OwnPost
from oyez.platforms.port import (
    Answer,
    Channel,
    Delivery,
    Failed,
    Finding,
    Media,
    Outcome,
    Receipt,
    Staged,
    Transport,
    Variant,
)

Model = TypeVar("Model", bound=BaseModel)

SECONDS = 10.0
UPLOAD_BYTES_A_SECOND = 200_000


class Base:
    """Answers for every verb a platform does not have."""

    def __init__(self, channel: Channel, transport: Transport) -> None:
        self.channel = channel
        self.transport = transport

    def refresh(self, at: datetime) -> Mapping[str, str] | Failed:  # noqa: ARG002 - the port's verb
        """There is nothing to renew: a person has to bring a new credential."""
        return Failed(FailureClass.AUTH, "no_refresh")

    def choose_id(self, seed: str, at: datetime) -> str | None:  # noqa: ARG002 - the port's verb
        """The platform names its objects itself."""
        return None

    def stage(self, v: Variant, d: Delivery) -> Staged | Failed:  # noqa: ARG002 - the port's verb
        """The platform publishes in one step."""
        return UNSUPPORTED

    def find(self, v: Variant, d: Delivery) -> Finding:  # noqa: ARG002 - the port's verb
        """The platform cannot be searched."""
        return UNSUPPORTED

    def look(self, r: Receipt, at: datetime) -> Finding:  # noqa: ARG002 - the port's verb
        """The platform shows nothing to look at."""
        return UNSUPPORTED

    def correct(self, r: Receipt, v: Variant, d: Delivery) -> Outcome:  # noqa: ARG002 - the port's verb
        """The platform does not show a changed text to readers."""
        return UNSUPPORTED

    def fetch_inbox(self, cursor: str | None, at: datetime) -> Inbox | Failed:  # noqa: ARG002 - the port's verb
        """The platform has nothing to read."""
        return UNSUPPORTED

    def fetch_own(self, since: datetime, at: datetime) -> Sequence[OwnPost] | Failed:  # noqa: ARG002 - the port's verb
        """The platform lists nothing of our own."""
        return UNSUPPORTED

    def read_webhook(
        self,
        headers: Mapping[str, str],  # noqa: ARG002 - the port's verb
        body: bytes,  # noqa: ARG002 - the port's verb
    ) -> Sequence[InboxItem] | Failed:
        """The platform calls nobody."""
        return UNSUPPORTED

    def handshake(self, query: Mapping[str, str]) -> str | None:  # noqa: ARG002 - the port's verb
        """The platform asks nothing before it calls."""
        return None

    def reported(self, item: InboxItem) -> Receipt:
        """A copy under our own reference, with the one recipient that the report is about."""
        return Receipt(item.about or item.id, None, item.at, parts=(item.author,))

    def moderate(self, item: InboxItem, action: Moderation, text: str, at: datetime) -> Outcome:  # noqa: ARG002 - the port's verb
        """The platform leaves nothing to moderate."""
        return UNSUPPORTED

    def measure(
        self,
        receipts: Sequence[Receipt],  # noqa: ARG002 - the port's verb
        at: datetime,  # noqa: ARG002 - the port's verb
    ) -> Sequence[Measurement] | Failed:
        """The platform counts nothing."""
        return UNSUPPORTED


class WebBase(Base):
    """A platform behind HTTP; subclasses say which secret is the token and how failures speak."""

    credential: ClassVar[str] = "token"

    def url(self, path: str) -> str:
        """An address below the channel's base address."""
        return self.channel.base_url.rstrip("/") + path

    def bearer(self) -> dict[str, str]:
        """The header that carries the credential."""
        return {"Authorization": f"Bearer {self.channel.secrets.get(self.credential, '')}"}

    def failed(self, answer: Answer, at: datetime | None, *, creates: bool = False) -> Failed:
        """The typed failure in an answer."""
        return failure(answer, at, creates=creates)

    def get(self, model: type[Model], path: str, at: datetime | None) -> Model | Failed:
        """Read something as ourselves."""
        answer = self.transport.send("GET", self.url(path), headers=self.bearer(), timeout=SECONDS)
        return self.read(model, answer, at)

    def read(
        self, model: type[Model], answer: Answer, at: datetime | None, *, creates: bool = False
    ) -> Model | Failed:
        """The model in a good answer; everything else is a failure."""
        if answer.status is not None and 200 <= answer.status < 300:
            found = parse(model, answer)
            if found is not None:
                return found
        return self.failed(answer, at, creates=creates)


def content(picture: Media) -> bytes | Failed:
    """The bytes of a picture."""
    try:
        return Path(picture.path).read_bytes()
    except OSError:
        return Failed(FailureClass.INVALID, "picture_unreadable")


def upload_seconds(size: int) -> float:
    """Time for an upload: the usual, and more by size."""
    return SECONDS + size / UPLOAD_BYTES_A_SECOND
