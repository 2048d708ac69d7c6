"""A website on loopback with a few pages."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True, slots=True)
class Site:
    """Where it listens."""

    place: tuple[str, int]


@contextmanager
def site(pages: Mapping[str, tuple[str, bytes]]) -> Iterator[Site]:
    """Serve the pages by their paths; anything else is not there."""

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            kind, body = pages.get(self.path, ("", b""))
            self.send_response(200 if kind else 404)
            self.send_header("Content-Type", kind or "text/plain")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *said: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield Site(("127.0.0.1", server.server_address[1]))
    finally:
        server.shutdown()
        server.server_close()
