"""The embedded server: one process, no database, no Django, no cookie; only files in memory."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import re
import time
from pathlib import Path
from typing import Protocol
from urllib.parse import parse_qsl

from oyez.environment import Environment
from oyez.publish import tickets
from oyez.reach import manifest, store
from oyez.reach.negotiate import encodings, matches
from oyez.reach.state import State, load
from oyez.reach.store import Body, Entry, Headers, Shelf, Unsettled

ASKING = re.compile(r"(/[a-z]{2,3})?/verify(/[A-Za-z0-9]{1,40})?/?")
LETTERS = re.compile("[^a-z0-9]")
ONCE = f"/{tickets.FOLDER}/"
PATIENCE = 1.0
TICK = 0.25
LONGEST = 2048
PLAIN: Headers = [
    ("content-type", "text/plain; charset=utf-8"),
    ("cache-control", "no-store"),
    *store.SAFETY,
]


class RequestHeaders(Protocol):
    """The headers of a request."""

    def get(self, key: str, default: str) -> str:
        """One header."""


class Scope(Protocol):
    """What is asked."""

    proto: str
    method: str
    path: str
    query_string: str
    headers: RequestHeaders


class Answer(Protocol):
    """Where the answer goes."""

    def response_empty(self, status: int, headers: Headers) -> None:
        """Answer without a body."""

    def response_bytes(self, status: int, headers: Headers, body: bytes) -> None:
        """Answer with a body."""

    def close(self, status: int | None) -> object:
        """Refuse a web socket."""


class Portal:
    """Serves one tree; a new generation replaces the old one in a single assignment."""

    def __init__(self, root: Path, budget: int) -> None:
        self.root, self.budget = root, budget
        self.number = -1
        self.state: State = {}
        self.shelf = Shelf(min(budget // 4, 32 * 2**20))
        self.waiting_since: float | None = None
        self.watcher: asyncio.Task[None] | None = None

    def refresh(self) -> None:
        """Load what was published since. A tree that stays unsettled is taken as it stands."""
        now = time.monotonic()
        strict = self.waiting_since is None or now - self.waiting_since < PATIENCE
        try:
            number, state = load(self.root, self.state, self.budget, strict=strict)
        except (Unsettled, FileNotFoundError):
            self.waiting_since = self.waiting_since or now
            return
        self.waiting_since = None
        self.number, self.state = number, state

    def outdated(self) -> bool:
        """Whether the tree names another generation than the one in memory."""
        found = manifest.read_generation(self.root)
        return (found.number if found else 0) != self.number

    async def watch(self) -> None:
        """Look for a new generation, for ever; load it in a thread."""
        while True:
            await asyncio.sleep(TICK)
            with contextlib.suppress(OSError, ValueError):
                if self.outdated():
                    await asyncio.to_thread(self.refresh)

    def __rsgi_init__(self, loop: asyncio.AbstractEventLoop) -> None:
        """Load the tree before the first request, then keep watch.

        Nothing of it is ever garbage in a circle. To look for some among all documents of a large
        tree would hold every request up for seconds.
        """
        gc.disable()
        self.refresh()
        gc.freeze()
        gc.enable()
        self.watcher = loop.create_task(self.watch())

    def __rsgi_del__(self, _loop: asyncio.AbstractEventLoop) -> None:
        """Stop the watch."""
        if self.watcher is not None:
            self.watcher.cancel()

    async def __rsgi__(self, scope: Scope, answer: Answer) -> None:
        """Answer one request."""
        if scope.proto != "http":
            answer.close(403)
            return
        if scope.method not in {"GET", "HEAD"}:
            answer.response_bytes(405, [("allow", "GET, HEAD"), *PLAIN], b"GET or HEAD only.\n")
            return
        if len(scope.path) > LONGEST:
            answer.response_bytes(414, PLAIN, b"This address is too long.\n")
            return
        if scope.path.startswith(ONCE):
            await self.once(scope, answer)
            return
        if ASKING.fullmatch(scope.path) and (code := asked_code(scope.path, scope.query_string)):
            answer.response_bytes(303, [("location", f"/verify/{code}/"), *PLAIN], b"")
            return
        found = self.way(scope.path)
        status = found.line.status if found else 404
        found = found or self.missing(scope.path)
        body = await self.body(scope, found) if found else None
        if body is None:
            nothing(answer, known=bool(self.state))
            return
        give(scope, answer, status, body)

    async def once(self, scope: Scope, answer: Answer) -> None:
        """A picture that a platform was sent for: fetched once, kept by nobody on the way."""
        token = scope.path.removeprefix(ONCE)
        home = self.root.parent
        found = await asyncio.to_thread(tickets.redeem, home, token, time.time())
        if found is None:
            answer.response_bytes(404, PLAIN, b"There is nothing here.\n")
            return
        headers = [("content-type", found.mime), ("cache-control", "no-store"), *store.SAFETY]
        answer.response_bytes(200, headers, found.data)

    def way(self, path: str) -> Entry | None:
        """The document at an address."""
        inside = path.removeprefix("/")
        part = self.state.get(manifest.shard_of(inside))
        return part.ways.get(inside) if part else None

    def missing(self, path: str) -> Entry | None:
        """The page for an address without one; an unknown code has a page of its own."""
        folder, verify, _ = path.partition("verify/")
        unknown = self.way(f"{folder}verify/unknown/") if verify else None
        return unknown or self.way("/404.html")

    async def body(self, scope: Scope, entry: Entry) -> Body | None:
        """The representation this reader takes."""
        if entry.file is not None:
            body = self.shelf.recall(entry.line)
            if body is None and (body := await asyncio.to_thread(store.read, entry)):
                self.shelf.keep(entry.line, body)
            return body
        for name in encodings(scope.headers.get("accept-encoding", "")):
            if name in entry.bodies:
                return entry.bodies[name]
        return entry.bodies[""]


def asked_code(path: str, query: str) -> str:
    """The code that a form or a capital letter asks for; nothing where the address is plain."""
    typed = dict(parse_qsl(query)).get("code", "")
    if not typed:
        last = path.strip("/").rpartition("verify")[2].strip("/")
        typed = last if last != last.lower() else ""
    return LETTERS.sub("", typed.strip().rstrip("/").rpartition("/")[2].lower())[:12]


def give(scope: Scope, answer: Answer, status: int, body: Body) -> None:
    """Send the representation, or say that the reader already has it."""
    asked = scope.headers.get("if-none-match", "")
    if asked and status == 200 and matches(asked, body.etag):
        answer.response_empty(304, body.again)
    elif scope.method == "HEAD":
        answer.response_empty(status, [*body.headers, ("content-length", str(len(body.data)))])
    else:
        answer.response_bytes(status, body.headers, body.data)


def nothing(answer: Answer, *, known: bool) -> None:
    """Say that a file is gone, or that nothing was published yet."""
    if known:
        answer.response_bytes(404, PLAIN, b"There is nothing here.\n")
    else:
        answer.response_bytes(503, [("retry-after", "2"), *PLAIN], b"Nothing is published yet.\n")


def portal() -> Portal:
    """The portal of this installation, from the environment alone."""
    env = Environment()
    root = Path(env.text("OYEZ_HOME", "var")).resolve() / "site"
    return Portal(root, env.number("OYEZ_PORTAL_MEMORY", 256) * 2**20)


app = portal()
