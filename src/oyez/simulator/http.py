"""A small HTTP/1.1 server that can also misbehave: drop, stall or halve an answer on purpose."""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections.abc import Callable, Coroutine
from email.utils import formatdate
from functools import cached_property, lru_cache
from http import HTTPStatus
from typing import Any, cast
from urllib.parse import parse_qs, unquote

LONGEST_HEAD = 64 * 1024
LONGEST_BODY = 120 * 1024 * 1024
REASONS = {status.value: status.phrase for status in HTTPStatus}
log = logging.getLogger("oyez.simulator")


class UnreadableError(Exception):
    """What arrived is not a request this server reads; the number is the status to answer."""


class Request:
    """One whole request. Header names are in lower case."""

    def __init__(self, method: str, target: str, headers: dict[str, str]) -> None:
        path, _, self.query = target.partition("?")
        self.method = method
        self.path = unquote(path) if "%" in path else path
        self.headers = headers
        self.body = b""

    @cached_property
    def args(self) -> dict[str, list[str]]:
        """The query string's values by name."""
        return parse_qs(self.query, keep_blank_values=True)

    def arg(self, name: str, default: str = "") -> str:
        """The first value of a query parameter."""
        return self.args.get(name, [default])[0]

    def json(self) -> Any:
        """The body as JSON, or None when it is not."""
        try:
            return json.loads(self.body)
        except ValueError:
            return None

    @property
    def host(self) -> str:
        """The address the client used, for links back to this server."""
        return self.headers.get("host", "127.0.0.1")


class Response:
    """A status, a body and headers."""

    __slots__ = ("body", "headers", "kind", "status")

    def __init__(
        self,
        status: int,
        body: bytes = b"",
        kind: str = "application/json; charset=utf-8",
        headers: tuple[tuple[str, str], ...] = (),
    ) -> None:
        self.status, self.body, self.kind, self.headers = status, body, kind, headers

    @classmethod
    def of(cls, status: int, data: object, *headers: tuple[str, str]) -> Response:
        """An answer in JSON."""
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        return cls(status, text.encode(), headers=headers)

    def encode(self, *, bodiless: bool = False) -> bytes:
        """The bytes for the wire."""
        more = "".join(f"{name}: {value}\r\n" for name, value in self.headers)
        head = (
            f"HTTP/1.1 {self.status} {REASONS.get(self.status, '')}\r\n"
            f"Date: {http_date(int(time.time()))}\r\nContent-Type: {self.kind}\r\n"
            f"Content-Length: {len(self.body)}\r\n{more}\r\n"
        )
        return head.encode("latin-1") + (b"" if bodiless else self.body)


class Reply:
    """What to do with a request: `ending` is answer, drop, half or hang, after `delay` seconds."""

    __slots__ = ("delay", "ending", "response")

    def __init__(
        self, response: Response | None, delay: float = 0.0, ending: str = "answer"
    ) -> None:
        self.response, self.delay, self.ending = response, delay, ending


# What an app gives back: a reply, or one that has to be waited for.
Answer = Reply | Coroutine[Any, Any, Reply]


@lru_cache(maxsize=2)
def http_date(second: int) -> str:
    """The Date header, made once a second."""
    return formatdate(second, usegmt=True)


def read_head(head: bytes) -> Request:
    """The request line and the headers."""
    first, *lines = head.decode("latin-1").split("\r\n")
    words = first.split(" ")
    if len(words) != 3 or not words[1].startswith("/") or not words[2].startswith("HTTP/1."):
        raise UnreadableError(400)
    headers = {}
    for line in lines:
        name, _, value = line.partition(":")
        headers[name.lower()] = value.strip()
    if "transfer-encoding" in headers:
        raise UnreadableError(411)
    return Request(words[0], words[1], headers)


def body_length(request: Request) -> int:
    """How many bytes follow the headers."""
    given = request.headers.get("content-length", "0")
    if not given.isascii() or not given.isdigit():
        raise UnreadableError(400)
    if (length := int(given)) > LONGEST_BODY:
        raise UnreadableError(413)
    return length


def failed(request: Request) -> Reply:
    """The reply after a bug, which is logged."""
    log.exception("the simulator itself failed on %s %s", request.method, request.path)
    return Reply(Response.of(500, {"error": "bug in the simulator, see its stderr"}))


class Connection(asyncio.Protocol):
    """One client. Requests are answered in order, the next is read when the last is done."""

    def __init__(self, app: Callable[[Request], Answer], open_ones: set[Connection]) -> None:
        self.app, self.open_ones = app, open_ones
        self.coming: asyncio.Task[None] | None = None
        self.buffer = bytearray()
        self.request: Request | None = None
        self.missing = 0
        self.busy = False
        self.transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Asyncio's call: asyncio has set TCP_NODELAY already."""
        self.transport = cast(asyncio.Transport, transport)
        self.open_ones.add(self)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002
        """Asyncio's call."""
        self.open_ones.discard(self)

    def data_received(self, data: bytes) -> None:
        """Asyncio's call."""
        self.buffer += data
        self.pump()

    def pump(self) -> None:
        """Answer as many whole requests as have arrived."""
        while not self.busy and not self.transport.is_closing():
            try:
                request = self.whole_request()
            except UnreadableError as error:
                status = int(error.args[0])
                self.transport.write(Response(status, headers=(("Connection", "close"),)).encode())
                self.transport.close()
                return
            if request is None:
                return
            self.busy = True
            reply = self.ask(request)
            if not isinstance(reply, Reply):
                self.coming = asyncio.create_task(self.finish_when_there(request, reply))
            elif reply.delay > 0:
                loop = asyncio.get_running_loop()
                loop.call_later(reply.delay, self.finish_later, request, reply)
            else:
                self.finish(request, reply)

    def whole_request(self) -> Request | None:
        """The next request when all of it is here."""
        if self.request is None:
            end = self.buffer.find(b"\r\n\r\n")
            if end < 0:
                if len(self.buffer) > LONGEST_HEAD:
                    raise UnreadableError(431)
                return None
            self.request = read_head(bytes(self.buffer[:end]))
            del self.buffer[: end + 4]
            self.missing = body_length(self.request)
            if self.request.headers.get("expect", "").lower() == "100-continue":
                self.transport.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        if len(self.buffer) < self.missing:
            return None
        request, self.request = self.request, None
        request.body = bytes(self.buffer[: self.missing])
        del self.buffer[: self.missing]
        return request

    def ask(self, request: Request) -> Answer:
        """The app's reply; a bug becomes a 500 that names itself, not a dropped connection."""
        try:
            return self.app(request)
        except Exception:
            return failed(request)

    async def finish_when_there(self, request: Request, coming: Coroutine[Any, Any, Reply]) -> None:
        """Answer as soon as the reply is there."""
        try:
            reply = await coming
        except Exception:
            reply = failed(request)
        self.finish_later(request, reply)

    def finish_later(self, request: Request, reply: Reply) -> None:
        """Answer when the delay is over, if the client is still there."""
        if not self.transport.is_closing():
            self.finish(request, reply)
            self.pump()

    def finish(self, request: Request, reply: Reply) -> None:
        """Answer, or misbehave as the reply says."""
        if reply.ending == "hang":
            return
        if reply.ending == "drop" or reply.response is None:
            self.transport.close()
            return
        data = reply.response.encode(bodiless=request.method == "HEAD")
        if reply.ending == "half":
            # without a body the head is cut
            lost = len(reply.response.body) // 2 or len(data) // 2
            self.transport.write(data[: len(data) - lost])
            self.transport.close()
            return
        self.transport.write(data)
        self.busy = False
        if request.headers.get("connection", "").lower() == "close":
            self.transport.close()
