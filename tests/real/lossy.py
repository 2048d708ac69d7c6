"""A relay between Oyez and a server: it passes requests on and can lose them or their answers."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar
from urllib.parse import urlsplit

HOP = frozenset({"host", "connection", "keep-alive", "transfer-encoding", "content-length"})


@dataclass(slots=True)
class Loss:
    """The next `times` requests of this kind are lost: the answer, or already the request."""

    method: str
    part: str
    times: int = 1
    arrives: bool = True


@dataclass(slots=True)
class Seen:
    """One request, and what the server answered; None when it never heard of it."""

    method: str
    path: str
    status: int | None


@dataclass(slots=True)
class Line:
    """The relay: use `base_url` instead of the server's address."""

    base_url: str
    losses: list[Loss] = field(default_factory=list)
    seen: list[Seen] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def lose(self, method: str, part: str, *, times: int = 1, arrives: bool = True) -> None:
        """Lose the next requests with this method whose path contains `part`."""
        self.losses.append(Loss(method, part, times, arrives))

    def take(self, method: str, path: str) -> Loss | None:
        """The loss that hits this request."""
        with self.lock:
            for loss in self.losses:
                if loss.times and loss.method == method and loss.part in path:
                    loss.times -= 1
                    return loss
        return None

    def count(self, method: str, part: str) -> int:
        """How many such requests came by."""
        return sum(one.method == method and part in one.path for one in self.seen)


class Relay(BaseHTTPRequestHandler):
    """Answers with what the server says, unless the answer is to be lost."""

    protocol_version = "HTTP/1.1"
    line: ClassVar[Line]
    upstream: ClassVar[str]

    def pass_on(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        loss = self.line.take(self.command, self.path)
        answer = None if loss and not loss.arrives else self.ask(body)
        self.line.seen.append(Seen(self.command, self.path, answer[0] if answer else None))
        if loss or answer is None:
            self.close_connection = True
            return
        status, headers, data = answer
        self.send_response_only(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        with suppress(OSError):  # whoever asked may have stopped waiting
            self.end_headers()
            self.wfile.write(data)

    def ask(self, body: bytes) -> tuple[int, list[tuple[str, str]], bytes]:
        headers = {name: text for name, text in self.headers.items() if name.lower() not in HOP}
        there = HTTPConnection(self.upstream, timeout=20)
        try:
            there.request(self.command, self.path, body or None, headers)
            answer = there.getresponse()
            kept = [pair for pair in answer.getheaders() if pair[0].lower() not in HOP]
            return answer.status, kept, answer.read()
        finally:
            there.close()

    do_GET = do_POST = do_PUT = do_DELETE = pass_on  # noqa: N815 - the library's names

    def log_message(self, format: str, *words: Any) -> None:
        """Say nothing."""


@contextmanager
def lossy(server: str) -> Iterator[Line]:
    """A relay in front of the server at this address."""
    line = Line("")
    names = {"line": line, "upstream": urlsplit(server).netloc}
    with ThreadingHTTPServer(("127.0.0.1", 0), type("ThisRelay", (Relay,), names)) as relay:
        relay.daemon_threads = True
        line.base_url = f"http://127.0.0.1:{relay.server_address[1]}"
        thread = threading.Thread(target=relay.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield line
        finally:
            relay.shutdown()
            thread.join()
