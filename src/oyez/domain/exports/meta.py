"""What Facebook and Instagram hand out as JSON. Their texts are UTF-8 that was read as Latin-1."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from oyez.domain.exports.common import (
    Attached,
    Export,
    Found,
    Kind,
    Unread,
    part,
    parts,
    seconds,
    things,
    words,
)

POSTS: Final = re.compile(
    r"(?:^|/)(?:posts/|media/|content/)"
    r"(?:profile_posts|your_posts|page_posts|posts|reels|stories|photos|videos|your_videos)[\w.-]*"
    r"\.json$"
)
ANSWERS: Final = re.compile(r"(?:^|/)comments(?:_and_reactions)?/[\w.-]*comments[\w.-]*\.json$")
TALKS: Final = re.compile(r"(?:^|/)messages/[\w-]+/[^/]+/message_\d+\.json$")
# The array itself, or the one array that an object holds under a name of the platform's.
LIST: Final = re.compile(r"\A\s*\[|\A\s*\{\s*\"[\w]+\"\s*:\s*\[")
MESSAGES: Final = re.compile(r"(?<!\\)\"messages\"\s*:\s*\[")
ESCAPED: Final = re.compile("[\u0080-\u00ff]")


def read_meta(export: Export) -> Iterator[Found | Unread]:
    """Posts, answers and conversations; the platform tells the number of none of them."""
    for path in export.names():
        if POSTS.search(path):
            for one in things(export, path, LIST):
                yield one if isinstance(one, Unread) else _post(path, one, mended(one))
        elif ANSWERS.search(path):
            for one in things(export, path, LIST):
                yield one if isinstance(one, Unread) else _answer(path, one, mended(one))
        elif TALKS.search(path):
            for one in things(export, path, MESSAGES):
                yield one if isinstance(one, Unread) else _message(path, one, mended(one))


def mended(value: Any) -> Any:
    """Texts with their characters put right; what was never broken stays as it is."""
    if isinstance(value, str):
        return mended_text(value)
    if isinstance(value, list):
        return [mended(one) for one in value]
    if isinstance(value, dict):
        return {mended_text(name): mended(one) for name, one in value.items()}
    return value


def mended_text(text: str) -> str:
    """`GrÃ¼ÃŸe`, told as bytes of Latin-1, as `Grüße`."""
    if not ESCAPED.search(text):
        return text
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def _post(path: str, raw: dict[str, Any], one: dict[str, Any]) -> Found | Unread:
    media = list(_attached(one))
    said = [words(each.get("post")) for each in parts(one.get("data"))]
    # Of a post with one picture Instagram tells words and time at the picture.
    first = parts(one.get("media"))[:1]
    texts = [
        *said,
        words(one.get("title")) if first else "",
        *(words(m.get("title")) for m in first),
    ]
    at = seconds(one.get("timestamp")) or seconds(one.get("creation_timestamp"))
    at = at or next((seconds(each.get("creation_timestamp")) for each in first), None)
    text = next((each for each in texts if each), "") or words(one.get("title"))
    if at is None and not text and not media:
        return Unread(path, "no_thing")
    return Found(Kind.POST, True, "", at, text, media=tuple(media), original=raw)  # noqa: FBT003


def _attached(one: dict[str, Any]) -> Iterator[Attached]:
    below = [part(each.get("media")) for group in parts(one.get("attachments"))
             for each in parts(group.get("data"))]  # fmt: skip
    for each in (*parts(one.get("media")), *below):
        if uri := words(each.get("uri")):
            yield Attached(uri, words(each.get("description")))


def _answer(path: str, raw: dict[str, Any], one: dict[str, Any]) -> Found | Unread:
    told = [part(each.get("comment")) for each in parts(one.get("data"))]
    said = next((each for each in told if each), {})
    mapped = part(one.get("string_map_data"))  # as Instagram tells it
    text = words(said.get("comment")) or words(part(mapped.get("Comment")).get("value"))
    at = seconds(one.get("timestamp")) or seconds(part(mapped.get("Time")).get("timestamp"))
    if not text:
        return Unread(path, "no_thing")
    author = words(said.get("author"))
    return Found(Kind.ANSWER, True, "", at, text, author, original=raw)  # noqa: FBT003


def _message(path: str, raw: dict[str, Any], one: dict[str, Any]) -> Found | Unread:
    at = one.get("timestamp_ms")
    when = seconds(at / 1000) if isinstance(at, int | float) else None
    text, author = words(one.get("content")), words(one.get("sender_name"))
    if when is None and not text:
        return Unread(path, "no_thing")
    return Found(Kind.DIRECT, False, "", when, text, author, original=raw)  # noqa: FBT003
