"""Bluesky: which request is which call, who asks, and the answers common to all calls."""

from __future__ import annotations

from collections.abc import Callable

from oyez.simulator import bluesky_app as app
from oyez.simulator import bluesky_repo as repo
from oyez.simulator import bluesky_session as sessions
from oyez.simulator.bluesky_records import did_of
from oyez.simulator.http import Reply, Request, Response
from oyez.simulator.stage import Call, RefusedError, perform
from oyez.simulator.world import World

Handler = Callable[[World, Call], Response]
PERIOD = 300
API: dict[str, tuple[str, str, Handler]] = {
    "com.atproto.server.createSession": ("POST", "auth", sessions.create_session),
    "com.atproto.server.refreshSession": ("POST", "auth", sessions.refresh_session),
    "com.atproto.server.getSession": ("GET", "auth", sessions.get_session),
    "com.atproto.identity.resolveHandle": ("GET", "auth", app.resolve_handle),
    "com.atproto.repo.uploadBlob": ("POST", "media", repo.upload_blob),
    "com.atproto.repo.putRecord": ("POST", "publish", repo.put_record),
    "com.atproto.repo.createRecord": ("POST", "publish", repo.create_record),
    "com.atproto.repo.deleteRecord": ("POST", "retract", repo.delete_record),
    "com.atproto.repo.getRecord": ("GET", "find", repo.get_record),
    "com.atproto.repo.listRecords": ("GET", "find", repo.list_records),
    "app.bsky.feed.getPosts": ("GET", "look", app.get_posts),
    "app.bsky.feed.getPostThread": ("GET", "look", app.get_thread),
    "app.bsky.actor.getProfile": ("GET", "look", app.get_profile),
    "app.bsky.notification.listNotifications": ("GET", "find", app.notifications),
}


class Bluesky:
    """The platform behind /bluesky: a personal data server and the view of the network."""

    name = "bluesky"

    def __init__(self, world: World) -> None:
        self.world = world

    def answer(self, request: Request) -> Reply:
        """The reply to one request."""
        path = request.path.removeprefix("/bluesky")
        handle: Handler
        if path.startswith("/profile/") and request.method in ("GET", "HEAD"):
            method, operation, handle = request.method, "look", app.page
        elif path.startswith("/xrpc/") and path[6:] in API:
            method, operation, handle = API[path[6:]]
        else:
            return self.reply(501, "MethodNotImplemented", "Method Not Implemented")
        if request.method != method:
            wrong = f"Incorrect HTTP method ({request.method}) expected {method}"
            return self.reply(400, "InvalidRequest", wrong)
        call = Call(request, operation, "", lambda call: self.run(call, handle))
        if method == "POST" and handle is not repo.upload_blob and request.body:
            body = request.json()
            call.body = body if isinstance(body, dict) else {}
        call.account = self.account(call)
        if handle is repo.put_record and self.is_change(call):
            call.operation = "correct"
        return perform(self, call)

    def reply(self, status: int, error: str, message: str) -> Reply:
        """A refusal before any call."""
        response = Response.of(status, {"error": error, "message": message})
        return Reply(response, self.world.latency)

    def run(self, call: Call, handle: Handler) -> Response:
        """Perform, and add the headers every answer has."""
        try:
            response = handle(self.world, call)
        except RefusedError as refusal:
            response = refusal.response
        response.headers += self.limits(2999, self.world.now() // PERIOD * PERIOD + PERIOD)
        return response

    def account(self, call: Call) -> str:
        """Whose call it is: the token's, the one signing in, or the owner of what is read."""
        if name := sessions.claimed(self.world, call.request):
            return name
        if call.operation == "auth":
            return sessions.name_of(call.body.get("identifier"))
        words = call.request.path.split("/")
        if "profile" in words:
            return sessions.name_of(words[3] if len(words) > 3 else "")
        args = call.request.args
        wanted = [*args.get("uris", ()), *args.get("uri", ()), *args.get("repo", ())]
        owner = wanted[0].removeprefix("at://").partition("/")[0] if wanted else ""
        known = {did_of(name): name for name in self.world.accounts(self.name)} if owner else {}
        return known.get(owner, sessions.name_of(owner))

    def is_change(self, call: Call) -> bool:
        """Whether a put changes a record that stands."""
        body = call.body
        uri = repo.address(call.account, str(body.get("collection")), str(body.get("rkey")))
        return bool(self.world.standing(self.name, uri)) and body.get("swapRecord", "") is not None

    def limits(self, remaining: int, reset: float) -> tuple[tuple[str, str], ...]:
        """The headers about the limit; it is enforced by the fault rate_limit only."""
        return (
            ("RateLimit-Limit", "3000"),
            ("RateLimit-Remaining", str(remaining)),
            ("RateLimit-Reset", str(int(reset))),
            ("RateLimit-Policy", "3000;w=300"),
        )

    def rate_limited(self, seconds: float) -> Response:
        """The 429."""
        wait = ("Retry-After", str(max(1, round(seconds))))
        limits = self.limits(0, self.world.now() + seconds)
        data = {"error": "RateLimitExceeded", "message": "Rate Limit Exceeded"}
        return Response.of(429, data, *limits, wait)

    def suspended(self) -> Response:
        """The refusal of an account that was taken down."""
        data = {"error": "AccountTakedown", "message": "Account has been taken down"}
        return Response.of(400, data)

    def broken(self) -> Response:
        """The 500."""
        data = {"error": "InternalServerError", "message": "Internal Server Error"}
        return Response.of(500, data)

    def expired(self, account: str) -> Response:
        """From now on every access token the account holds is too old."""
        self.world.generations[account] += 1
        return Response.of(400, {"error": "ExpiredToken", "message": "Token has expired"})
