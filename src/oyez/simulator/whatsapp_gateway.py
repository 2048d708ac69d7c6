"""A self-hosted gateway to WhatsApp channels: sessions, one message a request, weak removals."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from html import escape
from typing import Any, Final

from oyez.simulator.http import Reply, Request, Response
from oyez.simulator.stage import Call, RefusedError, perform
from oyez.simulator.world import Post, Version, World, digest, iso

Handler = Callable[[World, Call], Response]
LONGEST: Final = 4096
PIECE: Final = r"([^/]+)"
MESSAGE: Final = f"/api/{PIECE}/chats/{PIECE}/messages/{PIECE}"
PAGE: Final = "<!doctype html>\n<html lang=en><meta charset=utf-8><title>{title}</title>\n{body}\n"


class WhatsAppGateway:
    """The gateway behind /whatsapp_gateway, and the page of a post as strangers see it."""

    name = "whatsapp_gateway"

    def __init__(self, world: World) -> None:
        self.world = world

    def answer(self, request: Request) -> Reply:
        """The reply to one request."""
        path = request.path.removeprefix(f"/{self.name}")
        for method, pattern, operation, handle in ROUTES:
            found = re.fullmatch(pattern, path)
            if found and request.method == method:
                account = key_account(request)
                call = Call(request, operation, account, partial(self.run, handle=handle))
                call.words, call.body = found.groups(), body_of(request)
                if account:
                    self.world.seen(self.name, account)
                return perform(self, call)
        if found := re.fullmatch(rf"/channel/{PIECE}/(\d+)", path):
            return Reply(page(self.world, found[1], found[2]), self.world.latency)
        return Reply(error(404, f"Cannot {request.method} {path}"), self.world.latency)

    def run(self, call: Call, handle: Handler) -> Response:
        """Perform for whoever has a key."""
        if not call.account:
            raise RefusedError(error(401, "Unauthorized"))
        return handle(self.world, call)

    def rate_limited(self, seconds: float) -> Response:
        """The 429 of whatever stands before the gateway."""
        return error(429, "Too Many Requests", ("Retry-After", str(max(1, round(seconds)))))

    def suspended(self) -> Response:
        """WhatsApp has ended the link to the telephone number, and every call says so."""
        words = "Session status is not as expected. Try again later or restart the session"
        state = {"session": "default", "status": "SCAN_QR_CODE", "expected": ["WORKING"]}
        return Response.of(422, {"error": words, **state})

    def broken(self) -> Response:
        """The 500, in the words of its engine."""
        words = {"message": "TypeError: this.findImpl is not a function", "code": 2}
        return Response.of(500, {"statusCode": 500, "exception": words})

    def expired(self, account: str) -> Response:  # noqa: ARG002 - the port names it
        """A key that holds no more, for this once."""
        return error(401, "Unauthorized")


def key_account(request: Request) -> str:
    """The account of a key sim-NAME, or nothing."""
    found = re.fullmatch(r"sim-([A-Za-z0-9_][A-Za-z0-9_.-]*)", request.headers.get("x-api-key", ""))
    return found[1] if found else ""


def body_of(request: Request) -> dict[str, Any]:
    """The fields of a request in JSON."""
    body = request.json() if request.body else None
    return body if isinstance(body, dict) else {}


def error(status: int, message: str, *headers: tuple[str, str]) -> Response:
    """An error in the gateway's shape."""
    return Response.of(status, {"message": message, "statusCode": status}, *headers)


def session(world: World, call: Call) -> Response:  # noqa: ARG001 - every handler has both
    """GET /api/sessions/NAME."""
    me = {"id": "4915100000000@c.us", "pushName": call.account}
    return Response.of(200, {"name": call.words[0], "status": "WORKING", "me": me})


def channel(world: World, call: Call) -> Response:  # noqa: ARG001 - every handler has both
    """GET /api/NAME/channels/ID."""
    mine(call, call.words[1])
    found = {"id": call.words[1], "name": call.account, "verified": False, "role": "OWNER"}
    invite = f"https://www.whatsapp.com/channel/{code_of(call.account)}"
    return Response.of(200, {**found, "invite": invite})


def mine(call: Call, chat: object) -> None:
    """Refuse what is no channel of the number."""
    if chat != f"{call.account}@newsletter":
        raise RefusedError(error(404, "Channel not found"))


def code_of(account: str) -> str:
    """The code of a channel's public address."""
    return f"0029Va{digest('whatsapp channel', account).hex()[:18]}"


def send_text(world: World, call: Call) -> Response:
    """POST /api/sendText: the same twice is two posts; there is no key."""
    text = call.body.get("text")
    return keep(world, call, text, ())


def send_image(world: World, call: Call) -> Response:
    """POST /api/sendImage: the picture inside the request, the text as its caption."""
    file = call.body.get("file")
    if not isinstance(file, dict) or not file.get("mimetype") or not file.get("data"):
        raise RefusedError(error(400, "file should have mimetype and data or url"))
    return keep(world, call, call.body.get("caption"), ("",))


def keep(world: World, call: Call, text: object, alts: tuple[str, ...]) -> Response:
    """One post in the channel."""
    mine(call, call.body.get("chatId"))
    if not isinstance(text, str) or not text or len(text) > LONGEST:
        raise RefusedError(error(400, "text must be a string"))
    now = world.now()
    place = len(world.by_account[WhatsAppGateway.name, call.account]) + 100
    chat, number = call.body["chatId"], f"{world.next_number():X}"
    version = Version(now, text.replace("\r\n", "\n"), {"place": place}, alts)
    late = now + call.twists.get("lag", 0.0)
    post = Post(
        WhatsAppGateway.name, call.account, f"true_{chat}_3EB0{number}", now, late, [version]
    )
    where = f"channel/{code_of(call.account)}/{place}"
    post.url = f"http://{call.request.host}/{WhatsAppGateway.name}/{where}"
    return Response.of(201, shown(world.add(post)))


def shown(post: Post) -> dict[str, Any]:
    """A message as the gateway tells it."""
    return {
        "id": post.id,
        "timestamp": int(post.created),
        "from": f"{post.account}@newsletter",
        "fromMe": True,
        "body": post.newest.text,
        "hasMedia": bool(post.newest.alts),
        "ack": 1,
    }


def found_post(world: World, call: Call) -> Post:
    """The message a path names."""
    mine(call, call.words[1])
    post = world.posts.get((WhatsAppGateway.name, call.words[2]))
    if post is None or post.account != call.account or post.at(world.now()) is None:
        raise RefusedError(error(404, "Message not found"))
    return post


def message(world: World, call: Call) -> Response:
    """GET …/messages/ID."""
    return Response.of(200, shown(found_post(world, call)))


def delete(world: World, call: Call) -> Response:
    """DELETE …/messages/ID: the answer says pending, whatever becomes of it."""
    post = found_post(world, call)
    if "delete_ignored" not in call.twists and not post.removed:
        world.remove(post, call.twists.get("delete_lag", call.twists.get("lag", 0.0)))
    key = {"remoteJid": call.words[1], "fromMe": True, "id": post.id.rpartition("_")[2]}
    revoked = {"protocolMessage": {"key": key, "type": "REVOKE"}}
    return Response.of(200, {"key": key, "message": revoked, "status": "PENDING"})


def page(world: World, code: str, place: str) -> Response:
    """GET /channel/CODE/NUMBER: the post, or a page that knows none."""
    now = world.now()
    for (platform, account), posts in world.by_account.items():
        if platform != WhatsAppGateway.name or code_of(account) != code:
            continue
        for post in posts:
            version = post.shown(now)
            if version and str(version.data["place"]) == place:
                body = f"<p>{escape(version.text)}</p><p>{iso(post.created)}</p>"
                return html(200, account, body)
    return html(404, "WhatsApp", "<p>This post is not available.</p>")


def html(status: int, title: str, body: str) -> Response:
    """A page for people; `body` is HTML already."""
    text = PAGE.format(title=escape(title), body=body)
    return Response(status, text.encode(), "text/html; charset=utf-8")


ROUTES: Final[tuple[tuple[str, str, str, Handler], ...]] = (
    ("GET", f"/api/sessions/{PIECE}", "auth", session),
    ("GET", f"/api/{PIECE}/channels/{PIECE}", "auth", channel),
    ("POST", "/api/sendText", "publish", send_text),
    ("POST", "/api/sendImage", "publish", send_image),
    ("GET", MESSAGE, "look", message),
    ("DELETE", MESSAGE, "retract", delete),
)
