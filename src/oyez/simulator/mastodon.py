"""Mastodon: which request is which call, who asks, and the answers common to all calls."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from oyez.simulator import mastodon_reads as reads
from oyez.simulator import mastodon_writes as writes
from oyez.simulator.http import Reply, Request, Response
from oyez.simulator.stage import Call, RefusedError, perform
from oyez.simulator.world import World

NUMBER = re.compile(r"/(\d+)(?=/|$)")
PERIOD = 300
API = {
    "GET /api/v1/accounts/verify_credentials": ("auth", reads.own_account),
    "GET /api/v1/instance": ("auth", reads.instance),
    "GET /api/v2/instance": ("auth", reads.instance),
    "POST /api/v1/media": ("media", writes.upload),
    "POST /api/v2/media": ("media", writes.upload),
    "GET /api/v1/media/:id": ("media", reads.media),
    "PUT /api/v1/media/:id": ("media", writes.describe),
    "DELETE /api/v1/media/:id": ("media", writes.discard),
    "POST /api/v1/statuses": ("publish", writes.publish),
    "PUT /api/v1/statuses/:id": ("correct", writes.correct),
    "DELETE /api/v1/statuses/:id": ("retract", writes.retract),
    "GET /api/v1/accounts/:id": ("find", reads.some_account),
    "GET /api/v1/accounts/lookup": ("find", reads.lookup),
    "POST /api/v1/accounts/:id/block": ("moderate", writes.block),
    "GET /api/v1/accounts/:id/statuses": ("find", reads.timeline),
    "GET /api/v1/notifications": ("find", reads.notifications),
    "GET /api/v1/statuses/:id": ("look", reads.status),
    "GET /api/v1/statuses/:id/history": ("look", reads.history),
    "GET /api/v1/statuses/:id/source": ("look", reads.source),
    "GET /api/v1/statuses/:id/context": ("look", reads.context),
}
OPEN = {reads.instance, reads.status, reads.history, reads.context, reads.timeline}
OPEN |= {
    reads.some_account,
    reads.lookup,
    reads.page,
    reads.file,
    reads.nodeinfo,
    reads.nodeinfo_links,
}
PUBLIC = {
    "/.well-known/nodeinfo": reads.nodeinfo_links,
    "/nodeinfo/2.0": reads.nodeinfo,
}


class Mastodon:
    """The platform behind /mastodon."""

    name = "mastodon"

    def __init__(self, world: World) -> None:
        self.world = world

    def answer(self, request: Request) -> Reply:
        """The reply to one request."""
        path = request.path.removeprefix("/mastodon")
        words = NUMBER.findall(path)
        route = f"{request.method} {NUMBER.sub('/:id', path)}"
        operation, handle = API.get(route) or public_route(request.method, path)
        if handle is None:
            return Reply(Response.of(404, {"error": "Not Found"}), self.world.latency)
        token = self.token_account(request)
        call = Call(request, operation, token or "", lambda call: self.run(call, token, handle))
        call.words = (path, *words)
        if token:
            self.world.seen(self.name, token)
        if not token and words:
            owner = self.world.posts.get((self.name, words[-1]))
            call.account = owner.account if owner else ""
        return perform(self, call)

    def run(self, call: Call, token: str | None, handle: writes.Handler) -> Response:
        """Check who asks, perform, add the headers every answer of the interface has."""
        if token == "" or (token is None and handle not in OPEN):
            raise RefusedError(self.with_limits(401, "The access token is invalid"))
        try:
            response = handle(self.world, call, token)
        except RefusedError as refusal:
            response = refusal.response
        response.headers += self.limits(299, PERIOD)
        return response

    def token_account(self, request: Request) -> str | None:
        """The account of a token sim-NAME; empty for a bad token, None without any."""
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if not scheme:
            return None
        found = re.fullmatch(r"sim-([A-Za-z0-9_][A-Za-z0-9_.-]*)", token.strip())
        return found[1] if found and scheme.lower() == "bearer" else ""

    def limits(self, remaining: int, seconds: float) -> tuple[tuple[str, str], ...]:
        """The headers about the nearest limit; it is enforced by the fault rate_limit only."""
        return (
            ("X-RateLimit-Limit", "300"),
            ("X-RateLimit-Remaining", str(remaining)),
            ("X-RateLimit-Reset", self.reset_time(remaining, seconds)),
        )

    def reset_time(self, remaining: int, seconds: float) -> str:
        """When the window ends, as ISO time."""
        now = self.world.now()
        end = now + seconds if remaining == 0 else (now // PERIOD + 1) * PERIOD
        return datetime.fromtimestamp(end, UTC).isoformat(timespec="microseconds")[:-6] + "Z"

    def with_limits(self, status: int, error: str) -> Response:
        """An error with the limit headers."""
        return Response.of(status, {"error": error}, *self.limits(299, PERIOD))

    def rate_limited(self, seconds: float) -> Response:
        """The 429."""
        wait = ("Retry-After", str(max(1, round(seconds))))
        limits = self.limits(0, seconds)
        return Response.of(429, {"error": "Too many requests"}, *limits, wait)

    def suspended(self) -> Response:
        """The 403."""
        return self.with_limits(403, "Your login is currently disabled")

    def broken(self) -> Response:
        """The 500."""
        return Response.of(500, {"error": "We're sorry, but something went wrong on our end."})

    def expired(self, account: str) -> Response:  # noqa: ARG002 - the port names it
        """A revoked token: Mastodon's do not expire by themselves, so nothing lasts."""
        return self.with_limits(401, "The access token was revoked")


def public_route(method: str, path: str) -> tuple[str, writes.Handler | None]:
    """The pages and files outside the programming interface."""
    if method not in ("GET", "HEAD"):
        return "look", None
    if path.startswith("/@"):
        return "look", reads.page
    if path.startswith("/media/"):
        return "look", reads.file
    return "auth", PUBLIC.get(path)
