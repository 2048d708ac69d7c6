"""Matrix: the client-server interface of one homeserver, sim.example.

The token sim-NAME speaks for @NAME:sim.example, who has made and may moderate the public room
!NAME:sim.example; nobody else's token opens that room.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from oyez.simulator import matrix_reads as reads
from oyez.simulator import matrix_writes as writes
from oyez.simulator.http import Reply, Request, Response
from oyez.simulator.matrix_events import refuse
from oyez.simulator.stage import Call, perform
from oyez.simulator.world import World

Handler = Callable[[World, Call], Response]
TOKEN = re.compile(r"sim-([a-z0-9_]+)(?:\.\d+)?")
CLIENT = r"/_matrix/client/v[13]"
ROOM = CLIENT + r"/rooms/([^/]+)"
ROUTES: tuple[tuple[str, str, str, Handler], ...] = (
    ("GET", CLIENT + "/account/whoami", "auth", reads.whoami),
    ("GET", CLIENT + "/joined_rooms", "auth", reads.joined_rooms),
    ("GET", CLIENT + "/media/config", "auth", reads.media_config),
    ("GET", CLIENT + "/sync", "find", reads.sync),
    ("POST", "/_matrix/media/v3/upload", "media", writes.upload),
    ("GET", ROOM + "/state/([^/]+)/?", "auth", reads.state),
    ("GET", ROOM + "/messages", "find", reads.messages),
    ("GET", ROOM + "/event/([^/]+)", "look", reads.event),
    ("GET", ROOM + "/relations/([^/]+)(?:/([^/]+))?", "look", reads.relations),
    ("PUT", ROOM + "/send/m.room.message/([^/]+)", "publish", writes.send),
    ("PUT", ROOM + "/redact/([^/]+)/([^/]+)", "retract", writes.redact),
    ("POST", ROOM + "/ban", "correct", writes.ban),
)
PATHS = [(method, re.compile(path), name, handle) for method, path, name, handle in ROUTES]
APP = b"<!doctype html><html lang=en><title>Matrix</title><p>Open the room in your app.</p></html>"


class Matrix:
    """The platform behind /matrix."""

    name = "matrix"

    def __init__(self, world: World) -> None:
        self.world = world

    def answer(self, request: Request) -> Reply:
        """The reply to one request."""
        path = request.path.removeprefix("/matrix")
        if request.method == "POST" and re.fullmatch(CLIENT + "/refresh", path):
            call = Call(request, "auth", "", lambda call: writes.refresh(self.world, call))
            return perform(self, call)
        for method, pattern, operation, handle in PATHS:
            found = pattern.fullmatch(path)
            if found and method == request.method:
                return self.known(request, operation, handle, found.groups(""))
        if request.method == "GET" and not path.startswith("/_matrix"):
            return Reply(Response(200, APP, "text/html; charset=utf-8"), self.world.latency)
        unknown = Response.of(404, {"errcode": "M_UNRECOGNIZED", "error": "Unrecognized request"})
        return Reply(unknown, self.world.latency)

    def known(
        self, request: Request, operation: str, handle: Handler, words: tuple[str, ...]
    ) -> Reply:
        """A call of the interface, by whom it is made."""
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        found = TOKEN.fullmatch(token.strip()) if scheme.lower() == "bearer" else None
        account = found[1] if found else ""
        if account:
            self.world.seen(self.name, account)
        if operation == "publish" and writes.replaces(request):
            operation = "correct"
        call = Call(request, operation, account, lambda call: self.run(call, handle, bool(token)))
        call.words = words
        return perform(self, call)

    def run(self, call: Call, handle: Handler, given: bool) -> Response:
        """Check who asks, and perform."""
        if not call.account and not given:
            raise refuse(401, "M_MISSING_TOKEN", "Missing access token")
        if not call.account:
            raise refuse(401, "M_UNKNOWN_TOKEN", "Invalid access token passed.")
        return handle(self.world, call)

    def rate_limited(self, seconds: float) -> Response:
        """The 429, which names the wait in the body."""
        data = {"errcode": "M_LIMIT_EXCEEDED", "error": "Too Many Requests"}
        return Response.of(429, data | {"retry_after_ms": max(1, round(seconds * 1000))})

    def suspended(self) -> Response:
        """The 403."""
        return Response.of(403, {"errcode": "M_USER_SUSPENDED", "error": "Account suspended"})

    def broken(self) -> Response:
        """The 500."""
        return Response.of(500, {"errcode": "M_UNKNOWN", "error": "Internal server error"})

    def expired(self, account: str) -> Response:  # noqa: ARG002 - the port names it
        """A token whose time is over; the refresh token stays good, and nothing lasts."""
        data = {"errcode": "M_UNKNOWN_TOKEN", "error": "Access token has expired"}
        return Response.of(401, data | {"soft_logout": True})
