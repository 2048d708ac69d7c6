"""One HTTP exchange on a kept-alive connection, with an honest word on how far it came."""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
from collections import deque
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit
from weakref import finalize

from urllib3.connection import HTTPConnection
from urllib3.exceptions import HTTPError

from oyez.platforms.guard import Guard, Refused, TimedSocket, TimedTLSSocket, allow, encrypt
from oyez.platforms.port import Answer

CONNECT_SECONDS = 5.0
LARGEST = 1 << 20
IDLE_SECONDS = 55.0
IDLE_LINES = 200
TOGETHER = 64 * 1024

FAILURES = (OSError, http.client.HTTPException, HTTPError, ValueError)
NAMES: tuple[tuple[type[BaseException], str], ...] = (
    (Refused, "refused"),
    (socket.gaierror, "dns"),
    (TimeoutError, "timeout"),
    (ssl.SSLError, "tls"),
    (ConnectionRefusedError, "connect"),
    (OSError, "connection"),
)


def name_of(error: BaseException) -> str:
    """A word for what went wrong, without any of the error's own text."""
    return next((word for kind, word in NAMES if isinstance(error, kind)), "protocol")


@dataclass(frozen=True, slots=True)
class Place:
    """Scheme, host and port: what a connection can be used again for."""

    scheme: str
    host: str
    port: int

    @property
    def header(self) -> str:
        """The Host header."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        usual = {"https": 443, "http": 80}[self.scheme]
        return host if self.port == usual else f"{host}:{self.port}"


@dataclass(frozen=True, slots=True)
class Request:
    """One request, ready to be written."""

    method: str
    target: str
    headers: Mapping[str, str] = field(repr=False)
    body: bytes | None = field(repr=False)
    timeout: float


def locate(url: str) -> tuple[Place, str]:
    """Split an address into its place and the target of the request line."""
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("not an http address")
    host = parts.hostname
    if not host.isascii():
        host = host.encode("idna").decode()
    port = parts.port or (443 if parts.scheme == "https" else 80)
    query = f"?{parts.query}" if parts.query else ""
    return Place(parts.scheme, host, port), (parts.path or "/") + query


class Wire(HTTPConnection):
    """One connection; it belongs to one thread at a time."""

    def __init__(self, place: Place, guard: Guard, tls: ssl.SSLContext) -> None:
        super().__init__(place.host, place.port)
        self.guard = guard
        self.tls = tls if place.scheme == "https" else None
        self.good_until = 0.0
        self.holding = False
        self.head = b""
        self.line: TimedSocket | TimedTLSSocket

    def connect(self) -> None:
        """Resolve, check, connect and encrypt; anything but a ready line is an error."""
        sock = self.guard.connect(self.host, self.port or 0, CONNECT_SECONDS)
        sock.settimeout(CONNECT_SECONDS)
        self.line = encrypt(sock, self.tls, self.host) if self.tls else sock
        self.sock = self.line
        self.keep({})

    def alive(self) -> bool:
        """False when the other side is known to have hung up, or is about to."""
        if time.monotonic() > self.good_until or self.sock is None:
            return False
        if self.is_connected:
            return True
        # Readable while idle: over TLS this may be a session ticket and not the end.
        if not isinstance(self.line, TimedTLSSocket):
            return False
        try:
            self.line.settimeout(0)
            self.line.recv(1)
        except ssl.SSLWantReadError:
            return True
        except OSError:
            return False
        return False

    def keep(self, headers: Mapping[str, str]) -> None:
        """Note how long the other side will hold the idle connection."""
        seconds = IDLE_SECONDS
        for part in headers.get("keep-alive", "").split(","):
            name, _, value = part.strip().partition("=")
            if name.lower() == "timeout" and value.isdecimal():
                seconds = min(seconds, int(value) - 1)
        self.good_until = time.monotonic() + seconds

    def send(self, data: Any) -> None:
        """Head and body leave together: one system call and one packet instead of two."""
        if self.holding:
            self.holding, self.head = False, data
            return
        head, self.head = self.head, b""
        if head and len(data) > TOGETHER:
            super().send(head)
            head = b""
        super().send(head + data if head else data)

    def exchange(self, request: Request) -> Answer:
        """Write the request and read the whole answer, each within the time given."""
        phase, sent = "connected", None
        self.timeout = request.timeout  # urllib3 puts it on the socket before it sends
        try:
            allow(self.line, request.timeout)
            self.holding = bool(request.body)
            try:
                self.request(
                    request.method,
                    request.target,
                    body=request.body,
                    headers=request.headers,
                    preload_content=False,
                )
                phase = "body_sent"
            except (BrokenPipeError, ConnectionResetError) as error:
                sent = error  # the answer may lie there already: 401 or 413 to a large body
            allow(self.line, request.timeout)
            return self.answer(phase)
        except FAILURES as error:
            self.close()
            return Answer(phase, None, error=name_of(sent or error))

    def answer(self, phase: str) -> Answer:
        """Read the answer; what does not fit or does not end is no answer."""
        response = self.getresponse()
        body = response.read(LARGEST + 1)
        headers = {name.lower(): value for name, value in response.headers.items()}
        if len(body) > LARGEST:
            self.close()
            return Answer(phase, None, headers, error="too_large")
        if phase == "connected":
            self.close()
        self.keep(headers)
        return Answer("done", response.status, headers, body)


class Wires:
    """The warm connections of all threads, the most recently used first.

    Whoever lets go of them without closing them closes them, at the latest when Python ends.
    """

    def __init__(self, guard: Guard, tls: ssl.SSLContext) -> None:
        self.guard, self.tls = guard, tls
        self.idle: dict[Place, deque[Wire]] = {}
        self.lock = threading.Lock()
        finalize(self, _hang_up, self.idle)

    def take(self, place: Place) -> Wire:
        """A living idle connection, or a new one that still has to connect."""
        while wire := self._newest(place):
            if wire.alive():
                return wire
            wire.close()
        return Wire(place, self.guard, self.tls)

    def _newest(self, place: Place) -> Wire | None:
        with self.lock:  # whoever gives one back looks at the others in the same moment
            waiting = self.idle.get(place)
            return waiting.pop() if waiting else None

    def give(self, place: Place, wire: Wire) -> None:
        """Keep a connection that can be used again; let the oldest go when there are too many."""
        if wire.sock is None:
            return
        with self.lock:
            waiting = self.idle.setdefault(place, deque())
            waiting.append(wire)
            oldest = waiting[0]
            old = len(waiting) > IDLE_LINES or oldest.good_until < time.monotonic()
            dropped = waiting.popleft() if old else None
        if dropped:
            dropped.close()

    def close(self) -> None:
        """Close every idle connection."""
        with self.lock:
            lines = dict(self.idle)
            self.idle.clear()
        _hang_up(lines)


def _hang_up(lines: dict[Place, deque[Wire]]) -> None:
    for waiting in lines.values():
        with suppress(IndexError):  # somebody else has just taken the last one
            while waiting:
                waiting.pop().close()
