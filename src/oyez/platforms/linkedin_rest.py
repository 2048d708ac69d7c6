"""How LinkedIn is spoken to: headers, names, pictures, refusals, and new tokens."""

from __future__ import annotations

import hashlib
import json as json_module
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import quote, urlencode, urlsplit

from oyez.domain.delivery import FailureClass
from oyez.platforms.base import SECONDS, WebBase, content, upload_seconds
from oyez.platforms.errors import failure
from oyez.platforms.linkedin_answers import Image, Token, UploadValue
from oyez.platforms.linkedin_codes import classes, code_of
from oyez.platforms.port import Answer, Delivery, Failed, Media, Variant

API: Final = "https://api.linkedin.com"
WEB: Final = "https://www.linkedin.com"
VERSION: Final = "202607"
PROCESSING_WAIT: Final = timedelta(seconds=5)
PATIENT_ATTEMPTS: Final = 3
IMAGE: Final = "urn:li:image:"
LONGEST_MEMORY: Final = 400
FORM: Final = "application/x-www-form-urlencoded"


def enc(urn: str) -> str:
    """A name as a piece of a path or a query: its colons and brackets are structure there."""
    return quote(urn, safe="")


def accepted(answer: Answer) -> bool:
    """A yes that says nothing more, or says it in JSON; a web page or half an answer is none."""
    if answer.status is None or not 200 <= answer.status < 300:
        return False
    try:
        return not answer.body.strip() or json_module.loads(answer.body) is not None
    except ValueError:
        return False


def content_of(v: Variant, images: Sequence[str]) -> dict[str, object]:
    """A post’s `content`, with each picture's description."""
    named = [{"id": name, "altText": one.alt} for name, one in zip(images, v.media, strict=True)]
    if not named:
        return {}
    return {"media": named[0]} if len(named) == 1 else {"multiImage": {"images": named}}


def mark_of(v: Variant) -> str:
    """A mark of these pictures in their order."""
    return hashlib.sha256(" ".join(one.sha256 for one in v.media).encode()).hexdigest()[:16]


def memory(v: Variant, images: Sequence[str]) -> str:
    """What the next attempt must know; more names than fit are forgotten and uploaded again."""
    names = ",".join(name.removeprefix(IMAGE) for name in images)
    kept = f"{mark_of(v)}:{names}"
    return kept if len(kept) <= LONGEST_MEMORY else f"{mark_of(v)}:"


def remembered(v: Variant, staged: str | None) -> list[str]:
    """The names of the pictures that were uploaded before, if they were these."""
    mark, _, names = (staged or "").partition(":")
    if not names or mark != mark_of(v):
        return []
    return [name if ":" in name else f"{IMAGE}{name}" for name in names.split(",")]


class Rest(WebBase):
    """The ways of LinkedIn's versioned interface."""

    @property
    def organization(self) -> str:
        """The name of the organisation that speaks."""
        number = self.channel.options.get("organization") or self.channel.account
        return number if number.startswith("urn:li:") else f"urn:li:organization:{number}"

    @property
    def web(self) -> str:
        """Where people read, and where tokens are renewed."""
        base = self.channel.base_url.rstrip("/")
        return WEB if base == API else base

    def bearer(self) -> dict[str, str]:
        """The credential, and the month whose rules hold."""
        return {
            **super().bearer(),
            "LinkedIn-Version": self.channel.options.get("version") or VERSION,
            "X-Restli-Protocol-Version": "2.0.0",
        }

    def ask(self, method: str, path: str, *, verb: str = "", json: object = None) -> Answer:
        """One request as the organisation; `verb` is Rest.li's own where the method is not enough.

        `json` is sent as it is, None sends no body.
        """
        headers = {**self.bearer(), **({"X-RestLi-Method": verb} if verb else {})}
        return self.transport.send(
            method, self.url(path), headers=headers, json=json, timeout=SECONDS
        )

    def failed(self, answer: Answer, at: datetime | None, *, creates: bool = False) -> Failed:
        """The typed failure, with the number LinkedIn's support asks for."""
        code = code_of(answer)
        known = classes(code, answer.status)
        found = failure(answer, at, creates=creates, code=code, codes=known)
        return replace(found, support_id=answer.headers.get("x-li-uuid") or None)

    def refresh(self, at: datetime) -> Mapping[str, str] | Failed:
        """Trade the refresh token, which only approved apps are given, for a new token."""
        secrets = self.channel.secrets
        if not secrets.get("refresh_token"):
            return Failed(FailureClass.AUTH, "no_refresh")
        form = {
            "grant_type": "refresh_token",
            "refresh_token": secrets["refresh_token"],
            "client_id": secrets.get("client_id", ""),
            "client_secret": secrets.get("client_secret", ""),
        }
        answer = self.transport.send(
            "POST",
            f"{self.web}/oauth/v2/accessToken",
            headers={"Content-Type": FORM},
            body=urlencode(form).encode(),
            timeout=SECONDS,
        )
        token = self.read(Token, answer, at)
        if isinstance(token, Failed):
            return token
        kept = token.refresh or secrets["refresh_token"]
        return {**secrets, "token": token.access, "refresh_token": kept}

    def pictures(self, v: Variant, d: Delivery) -> list[str] | Failed:
        """The names of its pictures; all are uploaded before the first is asked after.

        What an earlier attempt has uploaded is not uploaded again.
        """
        images = remembered(v, d.staged)
        for picture in v.media[len(images) :]:
            image = self.upload(picture, d)
            if isinstance(image, Failed):
                return replace(image, staged=memory(v, images) if images else "")
            images.append(image)
        for name in images:
            unready = self.unready(name, d)
            if unready is not None:
                gone = unready.cls is FailureClass.NOT_FOUND
                kept = memory(v, [] if gone else images)
                again = FailureClass.TRANSIENT if gone else unready.cls
                return replace(unready, cls=again, staged=kept)
        return images

    def upload(self, picture: Media, d: Delivery) -> str | Failed:
        """Ask where a picture goes, and put it there whole."""
        data = content(picture)
        if isinstance(data, Failed):
            return data
        asked = self.ask(
            "POST",
            "/rest/images?action=initializeUpload",
            json={"initializeUploadRequest": {"owner": self.organization}},
        )
        place = self.read(UploadValue, asked, d.sent_at)
        if isinstance(place, Failed):
            return place
        address = place.value.address
        answer = self.transport.send(
            "PUT",
            address,
            headers={**self.credential_for(address), "Content-Type": picture.mime},
            body=data,
            timeout=upload_seconds(len(data)),
        )
        if answer.status is None or not 200 <= answer.status < 300:
            return self.failed(answer, d.sent_at)
        return place.value.image

    def credential_for(self, address: str) -> dict[str, str]:
        """The token goes to LinkedIn's own machines only; other addresses carry their own leave."""
        place, own = urlsplit(address), urlsplit(self.channel.base_url)
        ours = place.scheme == "https" and (place.hostname or "").endswith(".linkedin.com")
        same = (place.scheme, place.netloc) == (own.scheme, own.netloc)
        return WebBase.bearer(self) if ours or same else {}

    def unready(self, image: str, d: Delivery) -> Failed | None:
        """Why a picture cannot go out yet.

        After a few attempts the post is made with the picture still in preparation rather than
        never, and looked at again later.
        """
        found = self.get(Image, f"/rest/images/{enc(image)}", d.sent_at)
        if isinstance(found, Failed):
            return found
        if found.status == "AVAILABLE":
            return None
        if found.status == "PROCESSING_FAILED":
            return Failed(FailureClass.INVALID, "picture_refused")
        if found.status == "PROCESSING" and d.attempt > PATIENT_ATTEMPTS:
            return None
        again = d.sent_at + PROCESSING_WAIT
        return Failed(FailureClass.TRANSIENT, "picture_processing", again)
