"""Changing and removing what stands in a Telegram channel."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from oyez.domain.delivery import FailureClass
from oyez.platforms.port import (
    Absent,
    Delivery,
    Done,
    Failed,
    Finding,
    NeedsPerson,
    Outcome,
    Receipt,
    Variant,
)
from oyez.platforms.telegram_answers import Answered, Message
from oyez.platforms.telegram_api import File, caption, entities, fingerprint, pictures
from oyez.platforms.telegram_codes import NO_TEXT, NOT_MODIFIED
from oyez.platforms.telegram_inbox import Listening
from oyez.platforms.text import seen_sha256

DELETABLE: Final = timedelta(hours=48)
SIDE: Final = 320
TOO_OLD: Final = (
    "Telegram lets no bot delete what is older than 48 hours. "
    "The post now shows the withdrawal; delete it in the app."
)
UNCHANGED: Final = (
    "Telegram lets no bot delete what is older than 48 hours, and the post could not be changed. "
    "Delete it in the app."
)


class Edits(Listening):
    """Corrects in place; removes while Telegram allows it, and covers what is older."""

    def correct(self, r: Receipt, v: Variant, d: Delivery) -> Outcome:
        """Change text and pictures where they stand. A lost answer is AMBIGUOUS.

        A picture can be replaced or leave an album; none can join, and the last one turns grey.
        """
        if len(v.media) > max(len(r.parts), 1):
            return Failed(FailureClass.INVALID, "pictures_cannot_join")
        if not v.media and not r.parts:
            failed = self.edit_text(r, v, d)
        elif v.media and r.version == fingerprint(v.media):
            failed = self.edit_caption(r, v, d)
        else:
            files = pictures(v.media) or {"p0": GREY}
            failed = files if isinstance(files, Failed) else self.edit_pictures(r, v, d, files)
        failed = failed or self.drop(r.parts[max(len(v.media), 1) :], d.sent_at)
        if failed:
            return failed
        changed = replace(r, at=d.sent_at, text_sha256=seen_sha256(v.text))
        return Done(replace(changed, version=fingerprint(v.media), seen_from="api"))

    def edit_text(self, r: Receipt, v: Variant, d: Delivery) -> Failed | None:
        """The text of a message without pictures."""
        params = {"text": v.text, "entities": entities(v.text)}
        return self.edit("editMessageText", r.remote_id, d.sent_at, params=params)

    def edit_caption(self, r: Receipt, v: Variant, d: Delivery) -> Failed | None:
        """The text below pictures that stay as they are."""
        params = caption(v)
        if isinstance(params, Failed):
            return params
        return self.edit("editMessageCaption", r.remote_id, d.sent_at, params=params)

    def edit_pictures(
        self, r: Receipt, v: Variant, d: Delivery, files: Mapping[str, File]
    ) -> Failed | None:
        """Every picture of the album, and the text below the first."""
        below = caption(v)
        if isinstance(below, Failed):
            return below
        for number, (name, file) in zip(r.parts or (r.remote_id,), files.items(), strict=False):
            media: dict[str, object] = {"type": "photo", "media": f"attach://{name}"}
            media |= below if number == r.remote_id else {}
            failed = self.edit(
                "editMessageMedia",
                number,
                d.sent_at,
                params={"media": media},
                files={name: file},
            )
            if failed:
                return failed
        return None

    def drop(self, parts: Sequence[str], at: datetime) -> Failed | None:
        """Pictures of an album that the corrected notice has no more."""
        if not parts:
            return None
        params = {"chat_id": self.chat, "message_ids": [int(one) for one in parts]}
        dropped = self.ask(Answered[bool], "deleteMessages", at, params=params, creates=True)
        return dropped if isinstance(dropped, Failed) else None

    def edit(
        self,
        method: str,
        number: str,
        at: datetime,
        *,
        params: Mapping[str, object],
        files: Mapping[str, File] | None = None,
    ) -> Failed | None:
        """One edit; that nothing is left to change is a success."""
        where = {"chat_id": self.chat, "message_id": int(number)}
        changed = self.ask(
            Answered[Message], method, at, params=where | dict(params), files=files, creates=True
        )
        if isinstance(changed, Failed) and changed.code != NOT_MODIFIED:
            return changed
        return None

    def retract(self, r: Receipt, v: Variant, d: Delivery) -> Finding:
        """Delete all parts at once while Telegram allows it; what is older is covered instead."""
        if d.sent_at - r.at >= DELETABLE:
            return self.cover(r, v, d)
        numbers = sorted((int(one) for one in r.parts or (r.remote_id,)), reverse=True)
        params = {"chat_id": self.chat, "message_ids": numbers}
        deleted = self.ask(Answered[bool], "deleteMessages", d.sent_at, params=params)
        # A yes that cannot be read is as good as one that can: only the look afterwards counts.
        if not isinstance(deleted, Failed) or deleted.code == "unreadable":
            return Done(replace(r, at=d.sent_at))
        if deleted.code == "message_can_t_be_deleted":
            return self.cover(r, v, d)
        if deleted.cls is FailureClass.NOT_FOUND:
            return Absent(f"deleteMessages: {deleted.code}")
        return deleted

    def cover(self, r: Receipt, v: Variant, d: Delivery) -> Finding:
        """Put the withdrawal over the text and grey over the pictures; a person does the rest."""
        if r.parts:
            grey = {f"p{place}": GREY for place, _ in enumerate(r.parts)}
            failed = self.edit_pictures(r, v, d, grey)
        else:
            failed = self.edit_text(r, v, d)
            if failed and failed.code == NO_TEXT:
                failed = self.edit_caption(r, v, d)
        if failed is None:
            return NeedsPerson(TOO_OLD, r.url)
        if failed.cls is FailureClass.NOT_FOUND:
            return Absent(f"edit: {failed.code}")
        if failed.cls in {FailureClass.INVALID, FailureClass.PERMISSION}:
            return NeedsPerson(UNCHANGED, r.url)
        if failed.cls is FailureClass.AMBIGUOUS:  # covering twice does no harm
            return replace(failed, cls=FailureClass.TRANSIENT)
        return failed


def grey_png(side: int) -> bytes:
    """A grey square as a PNG."""

    def chunk(name: bytes, data: bytes) -> bytes:
        check = zlib.crc32(name + data)
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", check)

    rows = (b"\0" + b"\x80" * side) * side
    head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


GREY: Final = ("grey.png", grey_png(SIDE), "image/png")
