"""What the authority's own page says right now, read over HTTP like by anybody else."""

from __future__ import annotations

import asyncio
import ipaddress
import json
import re
import time
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

PATIENCE, FRESH = 1.0, 0.5
LARGEST, SHOWN = 4 * 2**20, 20
LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


@dataclass(frozen=True, slots=True)
class Said:
    """One entry of the page's feed; `at` is seconds since 1970, nothing if it cannot be read."""

    title: str
    text: str
    state: str
    urgency: str
    language: str
    at: float | None


class OwnPage:
    """Reads the JSON feed of a portal on this machine, at most twice a second."""

    def __init__(self, portal: str) -> None:
        self.target = target(portal)
        self.lock = asyncio.Lock()
        self.read_at = -FRESH
        self.known: list[Said] | None = None

    async def look(self) -> list[Said] | None:
        """The newest entries first, or None where no portal answers."""
        async with self.lock:
            if self.target and time.monotonic() - self.read_at >= FRESH:
                self.known = await read(*self.target)
                self.read_at = time.monotonic()
            return self.known


def target(portal: str) -> tuple[str, int, str] | None:
    """Host, port and path of the feed; None unless it is plain HTTP on loopback."""
    try:
        parts = urlsplit(portal)
        host, port = parts.hostname or "", parts.port or 80
        near = ipaddress.ip_address("127.0.0.1" if host == "localhost" else host)
    except ValueError:
        return None
    path = f"{parts.path.rstrip('/')}/feed.json"
    plain = parts.scheme == "http" and path.isascii() and path.isprintable() and " " not in path
    return (str(near), port, path) if plain and near.is_loopback else None


async def read(host: str, port: int, path: str) -> list[Said] | None:
    """One GET; None when the whole answer is not here in time or is no feed."""
    try:
        async with asyncio.timeout(PATIENCE):
            return entries(await get(host, port, path))
    except (OSError, ValueError, RecursionError):
        return None


async def get(host: str, port: int, path: str) -> bytes:
    """The body of a 200; HTTP/1.0, so that the end of the connection is the end of the body."""
    reader, writer = await asyncio.open_connection(host, port)
    try:
        name = f"[{host}]" if ":" in host else host
        writer.write(f"GET {path} HTTP/1.0\r\nHost: {name}:{port}\r\n\r\n".encode())
        answer = bytearray()
        while part := await reader.read(65_536):
            answer += part
            if len(answer) > LARGEST:
                raise ValueError("the answer is too long")
    finally:
        writer.transport.abort()
    head, _, body = bytes(answer).partition(b"\r\n\r\n")
    if head.split(b" ")[1:2] != [b"200"]:
        raise ValueError("the answer is not 200")
    return body


def entries(body: bytes) -> list[Said]:
    """The newest entries of a JSON feed; ValueError when it is none."""
    feed = json.loads(body)
    found = feed.get("items") if isinstance(feed, dict) else None
    if type(found) is not list:
        raise ValueError("this is no JSON feed")
    said = [entry(one) for one in found if isinstance(one, dict)]
    return sorted(said, key=lambda one: one.at or 0.0, reverse=True)[:SHOWN]


def entry(one: dict[str, Any]) -> Said:
    """One entry; what is missing is empty."""
    ours = one.get("_oyez")
    more = ours if isinstance(ours, dict) else {}
    language = word(one, "language")
    return Said(
        word(one, "title"),
        word(one, "content_text"),
        word(more, "state"),
        word(more, "urgency"),
        language if LANGUAGE.fullmatch(language) else "",
        moment(word(one, "date_modified") or word(one, "date_published")),
    )


def word(one: dict[str, Any], name: str) -> str:
    """A text of an entry, without halves of characters."""
    found = one.get(name)
    return found.encode("utf-8", "replace").decode() if isinstance(found, str) else ""


def moment(text: str) -> float | None:
    """A time with a zone as seconds since 1970."""
    try:
        at = datetime.fromisoformat(text)
        return at.timestamp() if at.tzinfo and at.year > 1970 else None
    except (ValueError, OverflowError):
        return None
