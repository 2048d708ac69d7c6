"""LinkedIn: which request is which call, who asks, and the answers common to all calls."""

from __future__ import annotations

import re
from collections.abc import Callable

from oyez.simulator import linkedin_media as media
from oyez.simulator import linkedin_posts as posts
from oyez.simulator import linkedin_social as social
from oyez.simulator.http import Reply, Request, Response
from oyez.simulator.linkedin_names import refusal, refuse
from oyez.simulator.stage import Call, RefusedError, perform
from oyez.simulator.world import World

Handler = Callable[[World, Call], Response]
OLDEST, NEWEST = 202512, 202611
PIECE = r"([^/]+)"
# method, path below /linkedin, Rest.li's verb where it decides, operation, who performs it
ROUTES: tuple[tuple[str, str, str, str, Handler], ...] = (
    ("GET", "/rest/organizationAcls", "", "auth", posts.roles),
    ("POST", "/rest/images", "", "media", media.initialize),
    ("PUT", f"/dms-uploads/{PIECE}", "", "media", media.put),
    ("GET", f"/rest/images/{PIECE}", "", "media", media.status),
    ("POST", "/rest/posts", "", "publish", posts.create),
    ("GET", "/rest/posts", "", "find", posts.finder),
    ("GET", f"/rest/posts/{PIECE}", "", "look", posts.read),
    ("POST", f"/rest/posts/{PIECE}", "PARTIAL_UPDATE", "correct", posts.update),
    ("DELETE", f"/rest/posts/{PIECE}", "", "retract", posts.delete),
    ("POST", f"/rest/socialActions/{PIECE}/comments", "", "publish", social.say),
    ("GET", f"/rest/socialActions/{PIECE}/comments", "", "find", social.comments),
    ("GET", f"/rest/socialActions/{PIECE}/comments/{PIECE}", "", "look", social.comment),
    ("POST", f"/rest/socialActions/{PIECE}/comments/{PIECE}", "PARTIAL_UPDATE", "correct",
     social.change),
    ("DELETE", f"/rest/socialActions/{PIECE}/comments/{PIECE}", "", "retract", social.erase),
    ("POST", f"/rest/socialMetadata/{PIECE}", "PARTIAL_UPDATE", "moderate", social.metadata),
    ("GET", "/rest/organizationalEntityNotifications", "", "find", social.notifications),
    ("GET", "/rest/organizationalEntityShareStatistics", "", "find", social.statistics),
)  # fmt: skip
OPEN: tuple[tuple[str, str, str, str, Handler], ...] = (
    ("GET", f"/feed/update/{PIECE}/?", "", "look", posts.page),
    ("GET", f"/dms-uploads/{PIECE}", "", "look", media.file),
    ("POST", "/oauth/v2/accessToken", "", "auth", posts.token),
)


class LinkedIn:
    """The platform behind /linkedin: the versioned interface, tokens, uploads and public pages."""

    name = "linkedin"

    def __init__(self, world: World) -> None:
        self.world = world

    def answer(self, request: Request) -> Reply:
        """The reply to one request."""
        for open_to_all, table in ((True, OPEN), (False, ROUTES)):
            for method, path, verb, operation, handle in table:
                found = re.fullmatch(path, request.path.removeprefix("/linkedin"))
                if not found or request.method != method:
                    continue
                if verb and request.headers.get("x-restli-method", "").upper() != verb:
                    continue
                account = self.account_of(request)
                call = Call(request, operation, account or "", self.door(handle, account))
                call.words = found.groups()
                if open_to_all:
                    call = self.open_call(call, handle)
                elif account:
                    self.world.seen(self.name, account)
                return perform(self, call)
        nothing = refusal(404, "RESOURCE_NOT_FOUND", "No virtual resource found")
        return Reply(nothing, self.world.latency)

    def open_call(self, call: Call, handle: Handler) -> Call:
        """A call that needs no token; it is about the account whose page or secret it names."""
        call.run = lambda one: handle(self.world, one)
        post = self.world.posts.get((self.name, call.words[0])) if call.words else None
        call.account = post.account if post else posts.renewing(call)
        return call

    def door(self, handle: Handler, account: str | None) -> Callable[[Call], Response]:
        """Perform for whoever is signed in, in a month that is still served."""

        def run(call: Call) -> Response:
            if account is None:
                told = refusal(401, "INVALID_ACCESS_TOKEN", "Invalid access token", service=65600)
                raise RefusedError(told)
            if call.request.path.startswith("/linkedin/rest/"):
                check_headers(call.request)
                body = call.request.json() if call.request.body else None
                call.body = body if isinstance(body, dict) else {}
            response = handle(self.world, call)
            response.headers += (("x-li-uuid", "AAYsim"),)
            return response

        return run

    def account_of(self, request: Request) -> str | None:
        """The organisation of a token sim-NAME or, renewed, sim-NAME~2; None for any other."""
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        found = re.fullmatch(r"sim-([A-Za-z0-9_][A-Za-z0-9_.-]*)(?:~\d+)?", token.strip())
        return found[1] if found and scheme.lower() == "bearer" else None

    def rate_limited(self, seconds: float) -> Response:
        """The 429."""
        words = "Resource level throttle limit for calls to this resource is reached."
        response = refusal(429, "TOO_MANY_REQUESTS", words, service=101)
        response.headers += (("Retry-After", str(max(1, round(seconds)))),)
        return response

    def suspended(self) -> Response:
        """The 403."""
        return refusal(403, "ACCESS_DENIED", "Member is restricted", service=100)

    def broken(self) -> Response:
        """The 500."""
        return refusal(500, "INTERNAL_SERVER_ERROR", "Internal Server Error")

    def expired(self, account: str) -> Response:  # noqa: ARG002 - the port names it
        """A token that is too old, for this once."""
        words = "The token used in the request has expired"
        return refusal(401, "EXPIRED_ACCESS_TOKEN", words, service=65602)


def check_headers(request: Request) -> None:
    """The month is mandatory and each lives about a year; Rest.li 2 is what is played."""
    version = request.headers.get("linkedin-version", "")
    if not version:
        words = "A version must be present. Please specify a version by adding the LinkedIn-Version"
        raise refuse(400, "VERSION_MISSING", words)
    if not version.isdigit() or not OLDEST <= int(version) <= NEWEST:
        raise refuse(426, "NONEXISTENT_VERSION", f"Requested version {version}01 is not active")
    if request.headers.get("x-restli-protocol-version") != "2.0.0":
        raise refuse(400, "ILLEGAL_ARGUMENT", "Rest.li protocol version 2.0.0 is needed")
