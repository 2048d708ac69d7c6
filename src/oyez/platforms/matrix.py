"""Matrix: public rooms without encryption."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import ClassVar, Final

from oyez.domain.delivery import FailureClass, Idempotency, Support
from oyez.domain.fitting import count
from oyez.platforms.base import content, upload_seconds
from oyez.platforms.matrix_answers import Encryption, MediaConfig, Uploaded
from oyez.platforms.matrix_inbox import words_of
from oyez.platforms.matrix_reading import IMAGES, Reading
from oyez.platforms.matrix_room import RELATIONS, txn
from oyez.platforms.port import (
    Absent,
    Delivery,
    Done,
    Failed,
    Finding,
    Health,
    Media,
    Outcome,
    Receipt,
    Variant,
)
from oyez.platforms.profile import Ability, MediaRule, Profile, TextRule, Window
from oyez.platforms.text import seen_sha256

TEXT: Final = 24_000
TWICE: Final = 28_000  # bytes of a text that an event of 64 KiB can carry two times

PROFILE = Profile(
    platform="matrix",
    version="client-server v3",
    checked_on="2026-11-21",
    source="https://spec.matrix.org/latest/client-server-api/",
    idempotency=Idempotency.KEY,
    abilities=dict.fromkeys(
        (
            Ability.PUBLISH,
            Ability.FIND,
            Ability.LOOK,
            Ability.CORRECT,
            Ability.RETRACT,
            Ability.MEDIA,
            Ability.ALT_TEXT,
            Ability.REPLY,
            Ability.INBOX,
            Ability.DELETE_FOREIGN,
            Ability.BLOCK,
        ),
        Support.NATIVE,
    ),
    text=TextRule("matrix", TEXT, byte_limit=48_000),
    key_lifetime=timedelta(hours=1),
    max_pictures=4,
    alt_limit=1500,
    media=MediaRule(max_bytes=10_000_000, max_side=8192),
    writes=(Window(12, timedelta(minutes=1)),),
    retracts=(Window(12, timedelta(minutes=1)),),
    secrets=("token", "refresh_token"),
    options=("room", "web"),
    sees="api",
    answers_once=True,
    marks={
        "publish": "measured",
        "correct": "measured",
        "retract": "measured",
        "find": "measured",
        "look": "measured",
        "inbox": "measured",
        "key_lifetime": "unverified",
        "writes": "unverified",
        "alt_limit": "unverified",
    },
)
SECONDS = PROFILE.timeout.total_seconds()


class Matrix(Reading):
    """Sends under transaction ids, corrects by replacements, redacts every part and replacement."""

    platform: ClassVar[str] = "matrix"

    @staticmethod
    def profile() -> Profile:
        """The default profile; touches no network."""
        return PROFILE

    def probe(self) -> Health:
        """Ask whose token it is, whether we are in the room, and whether it is in the clear."""
        me = self.me(None)
        if isinstance(me, Failed):
            return Health(self.channel.account, failure=me)
        name = me.removeprefix("@")
        inside = self.lacks_room() or self.joined(None)
        if isinstance(inside, Failed):
            return Health(name, failure=inside)
        secret = self.get(Encryption, self.path("state", "m.room.encryption", ""), None)
        clear = isinstance(secret, Failed) and secret.cls is FailureClass.NOT_FOUND
        config = self.get(MediaConfig, f"{RELATIONS}/media/config", None)
        size = None if isinstance(config, Failed) else config.size
        facts = {"room": inside, "unencrypted": clear}
        return Health(
            name,
            granted=frozenset(fact for fact, true in facts.items() if true),
            missing=frozenset(fact for fact, true in facts.items() if not true),
            limits={"text": TEXT, "pictures": 4, **({"picture_bytes": size} if size else {})},
        )

    def publish(self, v: Variant, d: Delivery) -> Outcome:
        """Upload the pictures, send the text, then each picture as an event that refers to it.

        Once the text stands, nothing that happens to a picture is a sure failure any more.
        """
        images = self.lacks_room() or too_long(v) or self.images(v.media, d)
        if isinstance(images, Failed):
            return images
        words = words_of(v.text)
        if v.reply_to:
            words["m.relates_to"] = {"m.in_reply_to": {"event_id": v.reply_to.remote_id}}
        number = self.say(words, txn(d, "text"), d.sent_at)
        if isinstance(number, Failed):
            return number
        parts = [number]
        for place, image in enumerate(images):
            part = self.say(image | referring(number), txn(d, "picture", place), d.sent_at)
            if isinstance(part, Failed):
                return replace(part, cls=FailureClass.AMBIGUOUS, retry_at=None)
            parts.append(part)
        return Done(self.receipt(parts, d.sent_at, v.text))

    def images(self, media: Sequence[Media], d: Delivery) -> list[dict[str, object]] | Failed:
        """The pictures as messages, each uploaded; nobody sees them yet."""
        found = []
        for place, picture in enumerate(media, 1):
            where = self.upload(picture, d)
            if isinstance(where, Failed):
                return where
            size = {"w": picture.width, "h": picture.height, "mimetype": picture.mime}
            name = f"{place}.{picture.mime.partition('/')[2]}"
            image: dict[str, object] = {"msgtype": "m.image", "url": where, "info": size}
            found.append(image | {"body": picture.alt or name, "filename": name, "m.mentions": {}})
        return found

    def upload(self, picture: Media, d: Delivery) -> str | Failed:
        """Put one picture on the server; gives back its address there."""
        data = content(picture)
        if isinstance(data, Failed):
            return data
        answer = self.transport.send(
            "POST",
            self.url("/_matrix/media/v3/upload"),
            headers={**self.bearer(), "Content-Type": picture.mime},
            body=data,
            timeout=upload_seconds(len(data)),
        )
        found = self.read(Uploaded, answer, d.sent_at)
        return found if isinstance(found, Failed) else found.content_uri

    def correct(self, r: Receipt, v: Variant, d: Delivery) -> Outcome:
        """Replace the text, then bring the pictures in line. A lost answer is AMBIGUOUS."""
        standing = self.lacks_room() or too_long(v) or self.pictures(r, d.sent_at)
        if isinstance(standing, Failed):
            return standing
        images = self.images(v.media, d)
        if isinstance(images, Failed):
            return images
        fallback = v.text if len(v.text.encode()) <= TWICE else v.marker_url or v.title
        words = {**words_of(f"* {fallback}"), "m.new_content": words_of(v.text)}
        edit = self.say(words | replacing(r.remote_id), txn(d, "correct"), d.sent_at)
        if isinstance(edit, Failed):
            return edit
        if failed := self.align(r, standing, images, d):
            return replace(failed, cls=FailureClass.AMBIGUOUS, retry_at=None)
        changed = replace(r, at=d.sent_at, version=edit, seen_from="api")
        return Done(replace(changed, text_sha256=seen_sha256(v.text)))

    def align(
        self, r: Receipt, standing: Sequence[str], images: Sequence[dict[str, object]], d: Delivery
    ) -> Failed | None:
        """Replace picture by picture, add what is new, redact what is too much."""
        for place, image in enumerate(images):
            new = {**image, **referring(r.remote_id)}
            if place < len(standing):
                new = {**image, "m.new_content": dict(image), **replacing(standing[place])}
            part = self.say(new, txn(d, "correct", place), d.sent_at)
            if isinstance(part, Failed):
                return part
        for number in standing[len(images) :]:
            failed = self.redact(number, txn(d, "correct", number), d.sent_at)
            if failed and failed.cls is not FailureClass.NOT_FOUND:
                return failed
        return None

    def retract(self, r: Receipt, v: Variant, d: Delivery) -> Finding:  # noqa: ARG002 - the port's verb
        """Redact every part, the last one first, and before each what has replaced it."""
        numbers = self.everything(r, d)
        if isinstance(numbers, Failed):
            return numbers
        gone = True
        for number in numbers:
            failed = self.redact(number, txn(d, "redact", d.attempt, number), d.sent_at)
            if failed is None:
                gone = False
            elif failed.cls is not FailureClass.NOT_FOUND:
                return failed
        return Absent("redact: M_NOT_FOUND") if gone else Done(replace(r, at=d.sent_at))


def too_long(v: Variant) -> Failed | None:
    """What would not fit into an event of 64 KiB together with the server's own additions."""
    fits = count("matrix", v.text, TEXT).fits
    return None if fits else Failed(FailureClass.INVALID, "text_too_long")


def replacing(number: str) -> dict[str, object]:
    """Says that an event takes the place of another."""
    return {"m.relates_to": {"rel_type": "m.replace", "event_id": number}}


def referring(number: str) -> dict[str, object]:
    """Says that an event belongs to another."""
    return {"m.relates_to": {"rel_type": IMAGES, "event_id": number}}
