"""What Meta's played platforms share: tokens, error bodies, asked fields, limits and webhooks."""

from __future__ import annotations

import hashlib
import hmac
import json
import math
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, ClassVar

from oyez.simulator.forms import fields
from oyez.simulator.http import Reply, Request, Response
from oyez.simulator.stage import Call, RefusedError, perform
from oyez.simulator.world import World, digest

Handler = Callable[[World, Call], Response]
Route = tuple[str, Handler]
TOKEN = re.compile(r"sim-([A-Za-z0-9_][A-Za-z0-9_.-]*)")
VERSIONED = re.compile(r"/v\d+\.\d+(?=/)")
PROOF = re.compile(r"[0-9a-f]{64}")
FIELD = re.compile(r"(\w+)((?:\.\w+\([^()]*\))*)(?:\{(.*)\})?", re.DOTALL)
CHANGE = re.compile(r"\.(\w+)\(([^()]*)\)")
LOGIN = (
    b"<!doctype html><html lang=en><meta charset=utf-8><title>Log in</title>"
    b"<h1>Log in to continue</h1></html>"
)


def number_of(*words: str) -> str:
    """A number as Meta gives to pages and people; the same words have the same one in every run."""
    return str(10**14 + int.from_bytes(digest(*words)[:6], "big"))


def stamp(at: float) -> str:
    """A time as the Graph writes it, to the second."""
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%S+0000")


def trouble(
    code: int, message: str, *, subcode: int = 0, status: int = 400, transient: bool = False
) -> Response:
    """An error in the Graph's shape; nearly all of them are 400."""
    error: dict[str, Any] = {
        "message": f"(#{code}) {message}",
        "type": "OAuthException",
        "code": code,
        "is_transient": transient,
        "fbtrace_id": "A" + hashlib.sha256(message.encode()).hexdigest()[:22],
    }
    if subcode:
        error["error_subcode"] = subcode
    return Response.of(status, {"error": error})


def refuse(code: int, message: str, subcode: int = 0) -> RefusedError:
    """A refusal in the Graph's shape."""
    return RefusedError(trouble(code, message, subcode=subcode))


def missing() -> RefusedError:
    """The answer about what is gone, was never there, or may not be seen by the caller."""
    words = "Unsupported request. Object does not exist, cannot be loaded due to missing"
    return refuse(100, f"{words} permissions, or does not support this operation", 33)


class Graph:
    """A platform behind the Graph API; a subclass names itself and finds its routes."""

    name: str = ""
    limit_code: ClassVar[int] = 4

    def __init__(self, world: World) -> None:
        self.world = world

    def route(self, method: str, words: tuple[str, ...], account: str) -> Route | None:
        """The operation and what performs it, for a path in words."""
        raise NotImplementedError

    def answer(self, request: Request) -> Reply:
        """The reply to one request; outside the interface strangers are shown a login."""
        path = request.path.removeprefix(f"/{self.name}")
        if not (version := VERSIONED.match(path)):
            return Reply(Response(200, LOGIN, "text/html; charset=utf-8"), self.world.latency)
        words = tuple(path[version.end() + 1 :].split("/"))
        account = account_of(request)
        operation, handle = self.route(request.method, words, account) or ("auth", unknown)
        call = Call(request, operation, account, lambda call: self.run(call, handle))
        call.words, call.body = words, fields(request)
        if account:
            self.world.seen(self.name, account)
        return perform(self, call)

    def run(self, call: Call, handle: Handler) -> Response:
        """Check who asks, perform, add the header every answer of the interface has."""
        if not call.account:
            raise RefusedError(trouble(190, "Invalid OAuth access token."))
        proof = call.request.arg("appsecret_proof")
        if proof and not PROOF.fullmatch(proof):
            raise refuse(100, "Invalid appsecret_proof provided in the API argument")
        try:
            response = handle(self.world, call)
        except RefusedError as refusal:
            response = refusal.response
        usage = {"call_count": 28, "total_time": 25, "total_cputime": 25}
        response.headers += (("X-App-Usage", json.dumps(usage)),)
        return response

    def rate_limited(self, seconds: float) -> Response:
        """Too many calls; the only hint is a number of minutes in a header."""
        response = trouble(self.limit_code, "Application request limit reached")
        again = {"type": self.name, "call_count": 100, "total_cputime": 25, "total_time": 25}
        again["estimated_time_to_regain_access"] = math.ceil(seconds / 60)
        header = json.dumps({number_of(self.name): [again]})
        response.headers += (("X-Business-Use-Case-Usage", header),)
        return response

    def suspended(self) -> Response:
        """The account may not do this for now."""
        return trouble(368, "The action attempted has been deemed abusive or is disallowed")

    def broken(self) -> Response:
        """The 500."""
        words = "An unexpected error has occurred. Please retry your request later."
        return trouble(2, words, status=500, transient=True)

    def expired(self, account: str) -> Response:  # noqa: ARG002 - the port names it
        """The token of a session that is over, which the Graph answers with 400."""
        return trouble(190, "Error validating access token: Session has expired", subcode=463)


def account_of(request: Request) -> str:
    """The account of a token sim-NAME in the header or, as the Graph takes it too, the query."""
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    token = given.strip() if scheme.lower() == "bearer" else request.arg("access_token")
    found = TOKEN.fullmatch(token)
    return found[1] if found else ""


def unknown(world: World, call: Call) -> Response:  # noqa: ARG001 - every handler has both
    """A path nobody plays."""
    raise refuse(2500, "Unknown path components: /" + "/".join(call.words))


def permissions(scopes: tuple[str, ...]) -> Handler:
    """GET /me/permissions: here everything was granted."""
    data = [{"permission": scope, "status": "granted"} for scope in scopes]
    return lambda _world, _call: Response.of(200, {"data": data})


def asked(text: str) -> dict[str, tuple[dict[str, str], str]]:
    """The names in `a,b.limit(2){c,d}`, each with its modifiers and the fields inside."""
    found, depth, word = {}, 0, ""
    for sign in text + ",":
        depth += (sign in "{(") - (sign in "})")
        if sign != "," or depth:
            word += sign
            continue
        if match := FIELD.fullmatch(word.strip()):
            found[match[1]] = (dict(CHANGE.findall(match[2])), match[3] or "")
        word = ""
    return found


def picked(whole: Mapping[str, Any], wanted: str) -> dict[str, Any]:
    """Of an object what was asked for, and its id; a field it does not have is an error.

    A value that can be called makes an edge: it gets the modifiers and the fields inside.
    """
    found = {"id": whole["id"]}
    for name, (changes, inside) in asked(wanted).items():
        if name not in whole:
            raise refuse(100, f"Tried accessing nonexisting field ({name})")
        value = whole[name](changes, inside) if callable(whole[name]) else whole[name]
        if value is not None:
            found[name] = value
    return found


def page(rows: list[dict[str, Any]], most: str, after: str) -> dict[str, Any]:
    """One page of an edge: at most `most` rows behind the row whose id is `after`."""
    start = next((n + 1 for n, row in enumerate(rows) if row["id"] == after), 0)
    end = start + (int(most) if most.isdigit() else 25)
    found: dict[str, Any] = {"data": rows[start:end]}
    if found["data"]:
        found["paging"] = {"cursors": {"before": rows[start]["id"], "after": rows[:end][-1]["id"]}}
        if end < len(rows):
            found["paging"]["next"] = "https://graph.facebook.com/next?access_token=EAAB"
    return found


def webhook(secret: str, payload: object) -> tuple[dict[str, str], bytes]:
    """Headers (in lower case) and body of a delivery, signed as Meta signs."""
    body = json.dumps(payload, ensure_ascii=False).encode()
    mark = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    return {"content-type": "application/json", "x-hub-signature-256": f"sha256={mark}"}, body


def change(kind: str, owner: str, field: str, value: Mapping[str, Any]) -> dict[str, Any]:
    """The payload of one change about a page or an account: `kind` is page or instagram."""
    entry = {"id": owner, "time": 1_795_230_000, "changes": [{"field": field, "value": value}]}
    return {"object": kind, "entry": [entry]}
