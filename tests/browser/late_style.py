"""A stylesheet that comes late, as one does on a busy machine."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

LATE = 1.5  # seconds


@contextmanager
def late_style(sheet: str) -> Iterator[str]:
    """The address of the sheet, on loopback."""

    class Sheet(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # the library's name
            time.sleep(LATE)
            self.send_response(200)
            self.send_header("Content-Type", "text/css")
            self.end_headers()
            self.wfile.write(sheet.encode())

        def log_message(self, *args: object) -> None:
            """Tests do not talk."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Sheet)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/late.css"
    finally:
        server.shutdown()
        server.server_close()
