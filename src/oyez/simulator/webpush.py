"""A push service and the browsers behind it, which decrypt and show what they get."""

from __future__ import annotations

import re
from typing import Any, Final

from oyez.simulator.http import Reply, Request, Response
from oyez.simulator.stage import Call, RefusedError, perform
from oyez.simulator.webpush_keys import claims, decrypt
from oyez.simulator.world import Post, Version, World

PLACE: Final = re.compile(r"/webpush/push/([\w.-]+)/([\w.-]+)", re.ASCII)
PROOF: Final = re.compile(r"vapid t=([\w.-]+),\s*k=([\w-]+)", re.ASCII)
TOPIC: Final = re.compile(r"[\w-]{1,32}", re.ASCII)
SUBJECTS: Final = ("mailto:", "https://")
URGENCIES: Final = {"very-low", "low", "normal", "high"}
LARGEST: Final = 4096
DAY: Final = 86_400
GONE: Final = {"gone": 410, "unknown": 404}  # devices whose name begins so


def refuse(status: int, message: str) -> RefusedError:
    """A refusal in the shape of Mozilla's service."""
    return RefusedError(error(status, message))


def error(status: int, message: str, *headers: tuple[str, str]) -> Response:
    """An error."""
    return Response.of(status, {"code": status, "message": message}, *headers)


class WebPush:
    """The push service behind /webpush. The account in an address is whoever one subscribed to."""

    name = "webpush"

    def __init__(self, world: World) -> None:
        self.world = world

    def answer(self, request: Request) -> Reply:
        """The reply to one request."""
        found = PLACE.fullmatch(request.path)
        if not found or request.method != "POST":
            return Reply(error(404, "no such subscription"), self.world.latency)
        self.world.seen(self.name, found[1])
        call = Call(request, "publish", found[1], self.push)
        call.words = (found[1], found[2])
        return perform(self, call)

    def push(self, call: Call) -> Response:
        """POST /push/ACCOUNT/DEVICE, checked as a push service does that cannot read it."""
        account, device = call.words
        gone = [status for start, status in GONE.items() if device.startswith(start)]
        if gone:
            raise refuse(gone[0], "no such subscription")
        self.admit(call.request, f"{account}/{device}")
        check(call.request)
        shown = decrypt(account, device, call.request.body)
        if shown is None:
            self.world.count(self.name, "undecryptable")  # the service cannot know
        else:
            self.show(call, shown)
        place = f"http://{call.request.host}/webpush/message/{self.world.next_number()}"
        return Response(201, headers=(("Location", place), ("TTL", call.request.headers["ttl"])))

    def admit(self, request: Request, place: str) -> None:
        """The sender's proof; the first key a subscription sees is the one it was made for."""
        proof = PROOF.fullmatch(request.headers.get("authorization", ""))
        said = claims(proof[1], proof[2]) if proof else None
        if proof is None or said is None:
            raise refuse(401, "bad VAPID token")
        now, until = self.world.now(), said.get("exp")
        if said.get("aud") != f"http://{request.host}":
            raise refuse(401, "wrong audience")
        if not isinstance(until, int) or not now < until <= now + DAY:
            raise refuse(401, "expired or too far off")
        if not str(said.get("sub", "")).startswith(SUBJECTS):
            raise refuse(400, "no subject")
        known, _ = self.world.keys.setdefault((self.name, place), (proof[2], now))
        if known != proof[2]:
            raise refuse(403, "another key than the subscription's")

    def show(self, call: Call, said: dict[str, Any]) -> None:
        """What stands on a screen; the same tag replaces it, before and after it is delivered."""
        account, device = call.words
        now, tag = self.world.now(), str(said.get("tag", ""))
        words = [str(said.get(name, "")) for name in ("title", "body")]
        version = Version(now, "\n".join(filter(None, words)), said | {"to": device})
        number = f"{account}/{device}/{tag or self.world.next_number()}"
        post = self.world.posts.get((self.name, number))
        if post:
            post.versions.append(version)
            return
        late = now + call.twists.get("lag", 0.0)
        url = str(said.get("url", ""))
        self.world.add(Post(self.name, account, number, now, late, [version], url))

    def rate_limited(self, seconds: float) -> Response:
        """The 429."""
        return error(429, "too many messages", ("Retry-After", str(max(1, round(seconds)))))

    def suspended(self) -> Response:
        """The 403."""
        return error(403, "sender blocked")

    def broken(self) -> Response:
        """The 500."""
        return error(500, "internal")

    def expired(self, account: str) -> Response:  # noqa: ARG002 - the port names it
        """The 401; nothing lasts."""
        return error(401, "expired or too far off")


def check(request: Request) -> None:
    """The headers and the size of a message."""
    headers = request.headers
    if not headers.get("ttl", "").isdecimal():
        raise refuse(400, "TTL")
    if headers.get("urgency", "normal") not in URGENCIES:
        raise refuse(400, "Urgency")
    if "topic" in headers and not TOPIC.fullmatch(headers["topic"]):
        raise refuse(400, "Topic")
    if headers.get("content-encoding") != "aes128gcm":
        raise refuse(400, "Content-Encoding")
    if headers.get("content-type") != "application/octet-stream":
        raise refuse(400, "Content-Type")
    if len(request.body) > LARGEST:
        raise refuse(413, "too large")
