"""X's tokens: they expire on demand, and every renewal brings another refresh token."""

from __future__ import annotations

import base64
import binascii
import re

from oyez.simulator.forms import fields
from oyez.simulator.http import Request, Response
from oyez.simulator.stage import Call, RefusedError
from oyez.simulator.world import World
from oyez.simulator.x_views import account_id, refuse, user

TOKEN = re.compile(r"sim-(?P<renewal>refresh-)?(?P<name>[A-Za-z0-9_]+)(?:~(?P<turn>[0-9]{1,9}))?")
SCOPE = "tweet.read tweet.write tweet.moderate.write users.read media.write offline.access"
LIFE = 7200
CONFIDENTIAL = "confidential"


def read_token(text: str, *, renewal: bool = False) -> tuple[str, int] | None:
    """The account of a token sim-NAME or sim-refresh-NAME, and how often it had been renewed."""
    found = TOKEN.fullmatch(text)
    if found is None or bool(found["renewal"]) is not renewal:
        return None
    return found["name"], int(found["turn"] or 0)


def bearer(request: Request) -> tuple[str, int] | None:
    """The token of a request."""
    scheme, _, text = request.headers.get("authorization", "").partition(" ")
    return read_token(text.strip()) if scheme.lower() == "bearer" else None


def authorised(world: World, call: Call) -> str:
    """The account of a token that has not expired."""
    found = bearer(call.request)
    if found is None or found[1] < world.generations[f"x oldest {found[0]}"]:
        raise refuse(401, "Unauthorized")
    return found[0]


def expire(world: World, account: str) -> None:
    """From now on every token given out so far is too old."""
    world.generations[f"x oldest {account}"] = world.generations[f"x turn {account}"] + 1


def renewing(request: Request) -> str:
    """The account whose token is to be renewed, for choosing faults."""
    found = read_token(str(fields(request).get("refresh_token", "")), renewal=True)
    return found[0] if found else ""


def denied(status: int, error: str, description: str) -> RefusedError:
    """A refusal in the shape of OAuth."""
    return RefusedError(Response.of(status, {"error": error, "error_description": description}))


def renew(world: World, call: Call) -> Response:
    """POST /2/oauth2/token: the refresh token is used up by this."""
    form = fields(call.request)
    client = str(form.get("client_id", ""))
    if form.get("grant_type") != "refresh_token":
        raise denied(400, "unsupported_grant_type", "Only refresh_token is played here")
    if not client:
        raise denied(400, "invalid_request", "Missing required parameter [client_id].")
    if client.startswith(CONFIDENTIAL) and known_client(call.request) != client:
        raise denied(401, "unauthorized_client", "Missing valid authorization header")
    found = read_token(str(form.get("refresh_token", "")), renewal=True)
    if found is None or found[1] != world.generations[f"x turn {found[0]}"]:
        raise denied(400, "invalid_request", "Value passed for the token was invalid.")
    name = found[0]
    world.generations[f"x turn {name}"] += 1
    turn = world.generations[f"x turn {name}"]
    return Response.of(
        200,
        {
            "token_type": "bearer",
            "expires_in": LIFE,
            "access_token": f"sim-{name}~{turn}",
            "refresh_token": f"sim-refresh-{name}~{turn}",
            "scope": SCOPE,
        },
    )


def known_client(request: Request) -> str:
    """The client that names itself with a secret in the header."""
    scheme, _, text = request.headers.get("authorization", "").partition(" ")
    try:
        pair = base64.b64decode(text, validate=True).decode() if scheme == "Basic" else ""
    except (binascii.Error, UnicodeDecodeError):
        return ""
    name, _, secret = pair.partition(":")
    return name if secret else ""


def me(world: World, call: Call, account: str) -> Response:
    """GET /2/users/me."""
    asked = set(filter(None, call.request.arg("user.fields").split(",")))
    known = {"verified_type": "government", "subscription_type": "None", "protected": False}
    newest = world.by_account.get(("x", account)) or ()
    known |= {"most_recent_tweet_id": newest[-1].id} if newest else {}
    more = {name: value for name, value in known.items() if name in asked}
    return Response.of(200, {"data": {**user(account), "id": account_id(account), **more}})
