"""A server on loopback that takes in what platforms call it with, and answers their questions."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

from oyez.platforms.port import Adapter

PATIENCE = 10.0


@dataclass
class Catcher:
    """What came, in order; `adapter` answers handshakes, `status` is said to everything else."""

    url: str = ""
    adapter: Adapter | None = None
    status: int = 202
    caught: list[tuple[dict[str, str], bytes]] = field(default_factory=list)

    def wait(self, number: int) -> list[tuple[dict[str, str], bytes]]:
        """The calls, as soon as there are so many."""
        end = time.monotonic() + PATIENCE
        while len(self.caught) < number:
            assert time.monotonic() < end, f"{len(self.caught)} calls came, not {number}"
            time.sleep(0.01)
        return self.caught


@contextmanager
def catching() -> Iterator[Catcher]:
    """A catcher that listens until the block ends."""
    catcher = Catcher()
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler(catcher))
    catcher.url = f"http://127.0.0.1:{server.server_port}/hooks/x/"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield catcher
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def handler(catcher: Catcher) -> type[BaseHTTPRequestHandler]:
    """What fills it."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            catcher.caught.append(({k.lower(): v for k, v in self.headers.items()}, body))
            self.send_response(catcher.status)
            self.end_headers()

        def do_GET(self) -> None:
            asked = dict(parse_qsl(urlsplit(self.path).query))
            told = catcher.adapter.handshake(asked) if catcher.adapter else None
            self.send_response(200 if told else 404)
            self.end_headers()
            self.wfile.write((told or json.dumps({})).encode())

        def log_message(self, *_: object) -> None:
            """Nothing is printed."""

    return Handler
