"""The archive that X hands out: scripts that set a variable to an array."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, Final

from oyez.domain.exports.common import (
    Attached,
    Export,
    Found,
    Kind,
    Unread,
    part,
    parts,
    things,
    words,
)

BEGINS: Final = re.compile(r"YTD\.[\w.]+\s*=\s*\[")
TWEETS: Final = re.compile(r"(?:^|/)data/(?:tweets?|tweets-part\d+)\.js$")
DIRECT: Final = re.compile(r"(?:^|/)data/direct-messages(?:-group)?(?:-part\d+)?\.js$")
ACCOUNT: Final = re.compile(r"(?:^|/)data/account\.js$")
MEDIA: Final = re.compile(r"(?:^|/)(?:data/)?tweets?_media/(\d+)-[^/]+$")
TOLD: Final = "%a %b %d %H:%M:%S %z %Y"


def read_x(export: Export) -> Iterator[Found | Unread]:
    """Posts, answers and direct messages of the archive."""
    names = list(export.names())
    name, number = _account(export, names)
    pictures: dict[str, list[str]] = {}
    for path in names:
        if match := MEDIA.search(path):
            pictures.setdefault(match[1], []).append(path)
    for path in names:
        if TWEETS.search(path):
            for one in things(export, path, BEGINS):
                yield one if isinstance(one, Unread) else _tweet(path, one, name, pictures)
        elif DIRECT.search(path):
            for one in things(export, path, BEGINS):
                yield from [one] if isinstance(one, Unread) else _talk(path, one, number)


def _account(export: Export, names: list[str]) -> tuple[str, str]:
    for path in names:
        if ACCOUNT.search(path):
            for one in things(export, path, BEGINS):
                told = {} if isinstance(one, Unread) else part(one.get("account"))
                if told:
                    return words(told.get("username")), words(told.get("accountId"))
    return "", ""


def _tweet(
    path: str, one: dict[str, Any], name: str, pictures: dict[str, list[str]]
) -> Found | Unread:
    """A post; older archives hold it without the frame around it."""
    told = part(one.get("tweet")) or one
    number = words(told.get("id_str")) or words(told.get("id"))
    text = words(told.get("full_text")) or words(told.get("text"))
    if not number.isdecimal():
        return Unread(path, "no_thing")
    answers = bool(told.get("in_reply_to_status_id_str") or told.get("in_reply_to_status_id"))
    return Found(
        kind=Kind.ANSWER if answers else Kind.POST,
        own=True,
        id=number,
        at=told_at(words(told.get("created_at"))),
        text=html.unescape(_long_addresses(text, told)),
        author=name,
        url=f"https://x.com/{name or 'i/web'}/status/{number}",
        media=tuple(Attached(file) for file in pictures.get(number, ())),
        original=one,
    )


def _long_addresses(text: str, told: dict[str, Any]) -> str:
    """The addresses that people were led to, in the place of X's own short ones."""
    for link in parts(part(told.get("entities")).get("urls")):
        short, long = words(link.get("url")), words(link.get("expanded_url"))
        if short and long:
            text = text.replace(short, long)
    return text


def _talk(path: str, one: dict[str, Any], account: str) -> Iterator[Found | Unread]:
    for told in parts(part(one.get("dmConversation")).get("messages")):
        said = part(told.get("messageCreate"))
        if not said:
            continue  # somebody came or went
        number, sender = words(said.get("id")), words(said.get("senderId"))
        if not number:
            yield Unread(path, "no_thing")
            continue
        yield Found(
            kind=Kind.DIRECT,
            own=bool(account) and sender == account,
            id=f"dm:{number}",
            at=_iso(words(said.get("createdAt"))),
            text=words(said.get("text")),
            author=sender,
            original=told,
        )


def told_at(text: str) -> datetime | None:
    """`Wed Oct 10 20:19:24 +0000 2018`, in whatever language the machine speaks."""
    try:
        return datetime.strptime(text, TOLD).astimezone(UTC)
    except ValueError:
        return _iso(text)


def _iso(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
