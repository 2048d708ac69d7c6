"""A gateway for short messages: one JSON POST, all recipients in it, our reference kept."""

from __future__ import annotations

import re
from typing import Final

from oyez.simulator.http import Reply, Request, Response
from oyez.simulator.stage import Call, RefusedError, perform
from oyez.simulator.world import Post, Version, World

GSM: Final = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
ESCAPED: Final = frozenset("\f^{}\\[~]|€")
NUMBER: Final = re.compile(r"\+[1-9]\d{6,14}")
NOWHERE: Final = "+999"  # numbers that begin so do not exist
MOST_PARTS: Final = 255
MOST_RECIPIENTS: Final = 1000
LONGEST_REFERENCE: Final = 128


def refuse(status: int, code: str) -> RefusedError:
    """A refusal in the gateway's shape."""
    return RefusedError(error(status, code))


def error(status: int, code: str, *headers: tuple[str, str]) -> Response:
    """An error."""
    return Response.of(status, {"error": {"code": code}}, *headers)


def cost(char: str, *, wide: bool) -> int:
    """How much of a part one character takes."""
    pair = char > "\uffff" if wide else char in ESCAPED
    return 2 if pair else 1


def parts(text: str) -> int:
    """How many messages a text is sent in; no character is split over two."""
    wide = not set(text) <= GSM | ESCAPED
    alone, joined = (70, 67) if wide else (160, 153)
    costs = [cost(char, wide=wide) for char in text]
    if sum(costs) <= alone:
        return 1
    found, used = 1, 0
    for one in costs:
        used += one
        if used > joined:
            found, used = found + 1, one
    return found


class Sms:
    """The gateway behind /sms."""

    name = "sms"

    def __init__(self, world: World) -> None:
        self.world = world

    def answer(self, request: Request) -> Reply:
        """The reply to one request."""
        route = f"{request.method} {request.path.removeprefix('/sms').rstrip('/')}"
        routes = {"POST ": ("publish", self.send), "GET /account": ("auth", self.account)}
        operation, act = routes.get(route, ("", None))
        if act is None:
            return Reply(error(404, "not_found"), self.world.latency)
        account = token_account(request)
        if account:
            self.world.seen(self.name, account)
        return perform(self, Call(request, operation, account, act))

    def account(self, call: Call) -> Response:
        """GET /sms/account."""
        return Response.of(200, {"account": known(call), "balance": "250.00", "currency": "EUR"})

    def send(self, call: Call) -> Response:
        """POST /sms: text, to, from, reference. The same reference again is another message."""
        name, body = known(call), call.request.json()
        if not isinstance(body, dict):
            raise refuse(400, "not_json")
        text, to = body.get("text"), body.get("to")
        sender, reference = body.get("from"), body.get("reference")
        if not isinstance(text, str) or not text or parts(text) > MOST_PARTS:
            raise refuse(422, "text")
        if not isinstance(to, list) or not 0 < len(to) <= MOST_RECIPIENTS:
            raise refuse(422, "to")
        if not all(isinstance(one, str) for one in (sender, reference)):
            raise refuse(422, "reference")
        if len(str(reference)) > LONGEST_REFERENCE:
            raise refuse(422, "reference")
        refused = [one for one in to if not NUMBER.fullmatch(str(one)) or one.startswith(NOWHERE)]
        if len(refused) == len(to):
            raise refuse(422, "no_valid_recipient")
        accepted = [one for one in to if one not in refused]
        post = self.keep(call, name, text.replace("\r\n", "\n"), to=accepted)
        post.newest.data.update({"from": sender, "reference": reference})
        self.world.told(post)
        answer = {"id": post.id, "reference": reference, "parts": parts(text), "refused": refused}
        return Response.of(201, answer)

    def keep(self, call: Call, name: str, text: str, *, to: list[str]) -> Post:
        """One object for all telephones: they show the same."""
        now, number = self.world.now(), f"sms-{self.world.next_number()}"
        data = {"to": to, "parts": parts(text)}
        shown = now + call.twists.get("lag", 0.0)
        return self.world.add(Post(self.name, name, number, now, shown, [Version(now, text, data)]))

    def rate_limited(self, seconds: float) -> Response:
        """The 429."""
        return error(429, "too_many_requests", ("Retry-After", str(max(1, round(seconds)))))

    def suspended(self) -> Response:
        """The 403."""
        return error(403, "account_blocked")

    def broken(self) -> Response:
        """The 500."""
        return error(500, "internal")

    def expired(self, account: str) -> Response:  # noqa: ARG002 - the port names it
        """The 401; nothing lasts."""
        return error(401, "token_expired")


def token_account(request: Request) -> str:
    """The account of a token sim-NAME, or nothing."""
    header = request.headers.get("authorization", "")
    found = re.fullmatch(r"Bearer sim-([A-Za-z0-9_][A-Za-z0-9_.-]*)", header)
    return found[1] if found else ""


def known(call: Call) -> str:
    """Who asks; nobody is refused."""
    if not call.account:
        raise refuse(401, "unauthorized")
    return call.account
