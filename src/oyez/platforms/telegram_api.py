"""One call of the Bot API, and what text and pictures look like in it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final, TypeVar
from urllib.parse import quote

from pydantic import BaseModel
from urllib3.filepost import encode_multipart_formdata

from oyez.domain.delivery import FailureClass
from oyez.domain.fitting import count
from oyez.platforms.base import SECONDS, WebBase, content, upload_seconds
from oyez.platforms.port import Answer, Failed, Media, Variant
from oyez.platforms.telegram_answers import Message
from oyez.platforms.telegram_codes import refusal
from oyez.platforms.text import links

Model = TypeVar("Model", bound=BaseModel)
File = tuple[str, bytes, str]

CAPTION: Final = 1024
WEB: Final = "https://t.me"


class Calls(WebBase):
    """Speaks for one bot. Its token stands in the path of every address, as Telegram demands;
    no address is therefore ever part of what is given back.
    """

    @property
    def username(self) -> str:
        """The channel's public name without the @; empty for a private channel."""
        return self.channel.options.get("username", "").strip().lstrip("@")

    @property
    def chat(self) -> str | int:
        """The channel, by number where one is set, else by its public name."""
        given = self.channel.options.get("chat", "").strip()
        if given.removeprefix("-").isdecimal():
            return int(given)
        return given or f"@{self.username}"

    @property
    def web(self) -> str:
        """Where the public pages are."""
        return self.channel.options.get("web", WEB).rstrip("/")

    def ask(
        self,
        model: type[Model],
        method: str,
        at: datetime | None,
        *,
        params: Mapping[str, object] | None = None,
        files: Mapping[str, File] | None = None,
        creates: bool = False,
    ) -> Model | Failed:
        """Call a method; with files as a form, else as JSON."""
        token = quote(self.channel.secrets.get("token", ""), safe=":")
        url = self.url(f"/bot{token}/{method}")
        if files:
            body, kind = form(params or {}, files)
            headers, seconds = {"Content-Type": kind}, upload_seconds(len(body))
            answer = self.transport.send("POST", url, headers=headers, body=body, timeout=seconds)
        else:
            answer = self.transport.send("POST", url, json=dict(params or {}), timeout=SECONDS)
        return self.read(model, answer, at, creates=creates)

    def failed(self, answer: Answer, at: datetime | None, *, creates: bool = False) -> Failed:
        """The typed failure in an answer of the Bot API."""
        return refusal(answer, at, creates=creates)

    def address(self, number: str, message: Message | None = None) -> str:
        """Where people read a post: by the channel's name, or by its number when it has none."""
        name = (message.chat.username if message else None) or self.username
        if name:
            return f"{self.web}/{name}/{number}"
        known = message.chat.id if message else self.chat
        return f"{self.web}/c/{str(known).removeprefix('-100')}/{number}"


def form(params: Mapping[str, object], files: Mapping[str, File]) -> tuple[bytes, str]:
    """A multipart body and its type; what is not a text stands in it as JSON."""
    fields: dict[str, str | File] = {
        name: value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        for name, value in params.items()
    }
    return encode_multipart_formdata(fields | dict(files))


def entities(text: str) -> list[dict[str, object]]:
    """The links in a text with their offsets in UTF-16 units, so that nothing needs an escape."""
    data, found = text.encode(), []
    for start, end, _ in links(text):
        before, link = data[:start].decode(), data[start:end].decode()
        found.append({"type": "url", "offset": utf16(before), "length": utf16(link)})
    return found


def utf16(text: str) -> int:
    """The length that Telegram counts."""
    return len(text.encode("utf-16-le")) // 2


def caption(v: Variant) -> dict[str, object] | Failed:
    """The text below pictures, which has a quarter of a text's room."""
    if not count("telegram", v.text, CAPTION).fits:
        return Failed(FailureClass.INVALID, "caption_too_long")
    return {"caption": v.text, "caption_entities": entities(v.text)}


def pictures(media: Sequence[Media]) -> dict[str, File] | Failed:
    """The files by the names under which the parameters speak of them."""
    found: dict[str, File] = {}
    for place, picture in enumerate(media):
        data = content(picture)
        if isinstance(data, Failed):
            return data
        found[f"p{place}"] = (picture.sha256[:16], data, picture.mime)
    return found


def fingerprint(media: Sequence[Media]) -> str | None:
    """Tells these pictures in this order from others."""
    if not media:
        return None
    return hashlib.sha256("".join(one.sha256 for one in media).encode()).hexdigest()[:16]
