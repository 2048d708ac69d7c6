"""Serves the console in this very process: requests are read whole, threads answer them."""

from __future__ import annotations

import asyncio
import io
import sys
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Protocol

from oyez.web import embed

CONNECTIONS = 512
THREADS, LARGEST, PATIENCE = 8, 72 * 2**20, 60.0
Headers = list[tuple[str, str]]
Application = Callable[[dict[str, Any], Callable[..., None]], Iterable[bytes]]


class Scope(Protocol):
    """What is asked."""

    proto: str
    http_version: str
    server: str
    client: str
    scheme: str
    method: str
    path: str
    query_string: str
    headers: Any


class Console:
    """Hands each request to a WSGI application in one of a few threads."""

    def __init__(self, application: Application) -> None:
        self.application = application
        self.threads = ThreadPoolExecutor(THREADS, thread_name_prefix="console")

    async def __rsgi__(self, scope: Scope, wire: Any) -> None:
        """Answer one request; a slow sender keeps no thread busy."""
        if scope.proto != "http":
            wire.close(403)
            return
        body = await read(scope, wire)
        if isinstance(body, int):
            wire.response_empty(body, [("content-length", "0"), ("connection", "close")])
            return
        loop = asyncio.get_running_loop()
        environ = environ_of(scope, body)
        await loop.run_in_executor(self.threads, self.answer, environ, wire, loop)

    def answer(self, environ: dict[str, Any], wire: Any, loop: asyncio.AbstractEventLoop) -> None:
        """In a thread: call the application and send what it returns."""
        begun: list[tuple[int, Headers]] = []

        def start(status: str, headers: Sequence[tuple[str, str]], _error: object = None) -> None:
            lowered = [(name.lower(), value) for name, value in headers]
            begun[:] = [(int(status.split(" ", 1)[0]), lowered)]

        parts = self.application(environ, start)
        try:
            status, headers = begun[0]
            if getattr(parts, "streaming", False) and "content-length" not in dict(headers):
                stream = wire.response_stream(status, headers)
                for part in parts:
                    asyncio.run_coroutine_threadsafe(send(stream, part), loop).result()
                return
            body = b"".join(parts)
        finally:
            if close := getattr(parts, "close", None):
                close()
        whole(wire, environ["REQUEST_METHOD"], status, headers, body=body)


async def send(stream: Any, part: bytes) -> None:
    """One part of a stream; it raises when the reader has gone."""
    await stream.send_bytes(bytes(part))


def whole(wire: Any, method: str, status: int, headers: Headers, *, body: bytes) -> None:
    """An answer that is known to its end."""
    if method == "HEAD":
        known = {name for name, _ in headers}
        length = [] if "content-length" in known else [("content-length", str(len(body)))]
        wire.response_empty(status, headers + length)
    elif body:
        wire.response_bytes(status, headers, body)
    else:
        wire.response_empty(status, headers)


async def read(scope: Scope, wire: Any) -> bytes | int:
    """The whole body, or the status that refuses it."""
    length = scope.headers.get("content-length", "0")
    if length.isdecimal() and int(length) > LARGEST:
        return 413
    parts, size = [], 0
    try:
        async with asyncio.timeout(PATIENCE):
            async for part in wire:
                parts.append(part)
                size += len(part)
                if size > LARGEST:
                    return 413
    except TimeoutError:
        return 408
    return b"".join(parts)


def environ_of(scope: Scope, body: bytes) -> dict[str, Any]:
    """The request as WSGI describes it."""
    host, _, port = scope.server.rpartition(":")
    environ: dict[str, Any] = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": scope.path.encode("utf-8", "replace").decode("latin-1"),
        "QUERY_STRING": scope.query_string.encode("utf-8", "replace").decode("latin-1"),
        "SERVER_NAME": host,
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "REMOTE_ADDR": scope.client.rpartition(":")[0].strip("[]"),
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    for name, value in scope.headers.items():
        if name == "content-type":
            environ["CONTENT_TYPE"] = value
        # A name with an underscore would pass for the one with a hyphen that a proxy sets.
        elif name != "content-length" and "_" not in name:
            key = f"HTTP_{name.upper().replace('-', '_')}"
            mark = "; " if name == "cookie" else ","
            environ[key] = f"{environ[key]}{mark}{value}" if key in environ else value
    return environ


def serve(application: Application, host: str, port: int) -> None:
    """Serve until a signal says stop."""
    asyncio.run(run(Console(application), host, port))


async def run(console: Console, host: str, port: int) -> None:
    """Listen inside the running loop."""
    await embed.listen(console, host, port, backpressure=CONNECTIONS)
    console.threads.shutdown(wait=False, cancel_futures=True)
