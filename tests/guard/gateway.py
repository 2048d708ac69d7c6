"""Gateways on loopback: what came to them, and answers that a test decides."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Call:
    """One request."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Gateway:
    """One server; `answers` by path, else 200 with an empty object."""

    url: str = ""
    calls: list[Call] = field(default_factory=list)
    answers: dict[str, tuple[int, object]] = field(default_factory=dict)

    def answer(self, call: Call) -> tuple[int, bytes]:
        self.calls.append(call)
        status, body = self.answers.get(call.path, (200, {"event_id": "$1"}))
        return status, json.dumps(body).encode()


@contextmanager
def gateway() -> Iterator[Gateway]:
    played = Gateway()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            headers = {name.lower(): value for name, value in self.headers.items()}
            status, answer = played.answer(Call(self.command, self.path, headers, body))
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        do_PUT = do_POST  # noqa: N815 - the library's name

        def log_message(self, *args: object) -> None:
            """Tests do not talk."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    played.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield played
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
