"""X: which request is which call, who asks, and the answers common to all calls."""

from __future__ import annotations

import math
import re
from collections.abc import Callable

from oyez.simulator import x_reads as reads
from oyez.simulator import x_session as session
from oyez.simulator import x_views as views
from oyez.simulator import x_writes as writes
from oyez.simulator.answers import plain_reply
from oyez.simulator.http import Reply, Request, Response
from oyez.simulator.stage import Call, RefusedError, perform
from oyez.simulator.world import Post, World

Handler = Callable[[World, Call, str], Response]
NUMBER = re.compile(r"/(\d+)(?=/|$)")
STATUS = re.compile(r"/\w+/status/(\d+)")
PERIOD = 900
# The operation, how often in a quarter of an hour, and who performs it.
API: dict[str, tuple[str, int, Handler]] = {
    "GET /users/me": ("auth", 75, session.me),
    "POST /media/upload": ("media", 500, writes.upload),
    "POST /media/metadata": ("media", 500, writes.describe),
    "POST /tweets": ("publish", 100, writes.publish),
    "DELETE /tweets/:id": ("retract", 50, writes.retract),
    "PUT /tweets/:id/hidden": ("moderate", 50, writes.hide),
    "GET /tweets/:id": ("look", 900, reads.one),
    "GET /tweets": ("look", 900, reads.several),
    "GET /users/:id/tweets": ("find", 900, reads.timeline),
    "GET /users/:id/mentions": ("find", 300, reads.mentioned),
}


class X:
    """The platform behind /x."""

    name = "x"

    def __init__(self, world: World) -> None:
        self.world = world

    def answer(self, request: Request) -> Reply:
        """The reply to one request."""
        path = request.path.removeprefix("/x")
        if request.method in ("GET", "HEAD") and (shown := STATUS.fullmatch(path)):
            post = self.world.posts.get((self.name, shown[1]))
            call = Call(request, "look", post.account if post else "", self.show)
            call.words = (shown[1],)
            return perform(self, call)
        if f"{request.method} {path}" == "POST /2/oauth2/token":
            return perform(self, Call(request, "auth", session.renewing(request), self.renew))
        inside = path.removeprefix("/2")
        known = API.get(f"{request.method} {NUMBER.sub('/:id', inside)}")
        if known is None or inside == path:
            return Reply(views.problem(404, "Not Found"), self.world.latency)
        operation, most, handle = known
        claimed = session.bearer(request)
        call = Call(
            request,
            operation,
            claimed[0] if claimed else "",
            lambda call: self.run(call, most, handle),
        )
        call.words = (path, *NUMBER.findall(inside))
        return perform(self, call)

    def show(self, call: Call) -> Response:
        """A page for people."""
        return reads.page(self.world, call)

    def renew(self, call: Call) -> Response:
        """New tokens."""
        return session.renew(self.world, call)

    def run(self, call: Call, most: int, handle: Handler) -> Response:
        """Check who asks, perform, and add the headers about the limit."""
        try:
            account = session.authorised(self.world, call)
            self.world.seen(self.name, account)
            body = None
            if call.request.headers.get("content-type", "").startswith("application/json"):
                body = call.request.json()
            call.body = body if isinstance(body, dict) else {}
            response = handle(self.world, call, account)
        except RefusedError as refusal:
            response = refusal.response
        response.headers += self.limits(most, most - 1, PERIOD)
        return response

    def limits(self, most: int, remaining: int, seconds: float) -> tuple[tuple[str, str], ...]:
        """The headers about the limit; it is enforced by the fault rate_limit only."""
        return (
            ("x-rate-limit-limit", str(most)),
            ("x-rate-limit-remaining", str(remaining)),
            ("x-rate-limit-reset", str(math.ceil(self.world.now() + seconds))),
        )

    def rate_limited(self, seconds: float) -> Response:
        """The 429, which says when it is over in a header only."""
        response = views.problem(429, "Too Many Requests")
        response.headers += self.limits(PERIOD, 0, seconds)
        return response

    def suspended(self) -> Response:
        """The 403, which has nothing but a sentence."""
        said = "Your account is suspended and is not permitted to access this feature."
        return views.problem(403, said)

    def broken(self) -> Response:
        """The 500."""
        return views.problem(500, "Internal Server Error")

    def expired(self, account: str) -> Response:
        """From now on every token of the account is too old, until it is renewed."""
        session.expire(self.world, account)
        return views.problem(401, "Unauthorized")


def x_reply(world: World, request: Request, parent: Post, words: dict[str, str]) -> Post:
    """An answer of the public; X will put the answered name before it."""
    post = plain_reply(world, request, parent, words)
    post.newest.data |= {"media_ids": [], "said": words["text"]}
    post.url = f"http://{request.host}/x/{post.account}/status/{post.id}"
    return post
