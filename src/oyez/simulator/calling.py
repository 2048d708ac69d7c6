"""The simulator's own calls to webhooks: plain HTTP, to loopback only."""

from __future__ import annotations

import asyncio
import ipaddress
from collections.abc import Mapping
from urllib.parse import SplitResult, urlsplit

SECONDS = 10.0


class UncallableError(ValueError):
    """The address is none on this machine's loopback."""


def checked(url: str) -> SplitResult:
    """The parts of an address that may be called."""
    parts = urlsplit(url)
    host = "127.0.0.1" if parts.hostname == "localhost" else parts.hostname or ""
    try:
        near = ipaddress.ip_address(host).is_loopback
    except ValueError:
        near = False
    if parts.scheme != "http" or not near or parts.port is None:
        raise UncallableError("url must be http:// on loopback, with a port")
    return parts


async def call(
    url: str, *, headers: Mapping[str, str] | None = None, body: bytes | None = None
) -> tuple[int, bytes]:
    """One request (POST with a body, GET without); status 0 where no whole answer came."""
    try:
        return await asyncio.wait_for(_exchange(checked(url), headers or {}, body), SECONDS)
    except (OSError, ValueError, TimeoutError, asyncio.IncompleteReadError):
        return 0, b""


async def _exchange(
    parts: SplitResult, headers: Mapping[str, str], body: bytes | None
) -> tuple[int, bytes]:
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    try:
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        lines = [
            f"{'GET' if body is None else 'POST'} {target} HTTP/1.1",
            f"Host: {parts.netloc}",
            "Connection: close",
            f"Content-Length: {len(body or b'')}",
            *(f"{name}: {value}" for name, value in headers.items()),
        ]
        writer.write("\r\n".join([*lines, "", ""]).encode() + (body or b""))
        await writer.drain()
        answer = await reader.read()  # until the other side hangs up, as it was asked to
    finally:
        writer.close()
    head, _, rest = answer.partition(b"\r\n\r\n")
    return int(head.split(b" ", 2)[1]), rest
