"""Pictures on X: uploaded, then described."""

from __future__ import annotations

from datetime import timedelta

from urllib3.filepost import encode_multipart_formdata

from oyez.domain.delivery import FailureClass
from oyez.platforms.base import SECONDS, content, upload_seconds
from oyez.platforms.port import Delivery, Failed, Media
from oyez.platforms.x_answers import Uploaded
from oyez.platforms.x_session import Session


class Uploading(Session):
    """Everything that happens before the visible step; unused uploads are forgotten by X."""

    def pictures(self, media: tuple[Media, ...], d: Delivery) -> list[str] | Failed:
        """The numbers of all pictures, or the first failure."""
        numbers = []
        for picture in media:
            number = self.upload(picture, d)
            if isinstance(number, Failed):
                return number
            numbers.append(number)
        return numbers

    def upload(self, picture: Media, d: Delivery) -> str | Failed:
        """Put one picture on X and describe it; nobody sees it yet."""
        data = content(picture)
        if isinstance(data, Failed):
            return data
        category = "tweet_gif" if picture.mime == "image/gif" else "tweet_image"
        body, kind = encode_multipart_formdata(
            {"media": (picture.sha256[:16], data, picture.mime), "media_category": category}
        )
        answer = self.transport.send(
            "POST",
            self.url("/2/media/upload"),
            headers={**self.bearer(), "Content-Type": kind},
            body=body,
            timeout=upload_seconds(len(body)),
        )
        found = self.read(Uploaded, answer, d.sent_at)
        if isinstance(found, Failed):
            return found
        going = found.data.processing_info
        if going and going.state == "failed":
            return Failed(FailureClass.INVALID, "picture_refused")
        if going and going.state != "succeeded":
            again = d.sent_at + timedelta(seconds=going.check_after_secs)
            return Failed(FailureClass.TRANSIENT, "picture_processing", again)
        return self.describe(found.data.id, picture.alt, d)

    def describe(self, number: str, alt: str, d: Delivery) -> str | Failed:
        """Say what a picture shows."""
        if not alt:
            return number
        answer = self.transport.send(
            "POST",
            self.url("/2/media/metadata"),
            headers=self.bearer(),
            json={"id": number, "metadata": {"alt_text": {"text": alt}}},
            timeout=SECONDS,
        )
        good = answer.status is not None and 200 <= answer.status < 300
        return number if good else self.failed(answer, d.sent_at)
