"""Bluesky's sessions: tokens that survive a restart, expire on demand and can be refreshed."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
from functools import lru_cache
from typing import Any

from oyez.simulator.bluesky_records import did_of
from oyez.simulator.http import Request, Response
from oyez.simulator.stage import Call, RefusedError
from oyez.simulator.world import World

KEY = b"the simulator guards nothing"
DOMAIN = ".sim.example"
NAME = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?")


def refuse(status: int, error: str, message: str) -> RefusedError:
    """A refusal in Bluesky's shape."""
    return RefusedError(Response.of(status, {"error": error, "message": message}))


def b64(data: bytes) -> str:
    """Base64 as in tokens."""
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def sign(text: str) -> str:
    """The last part of a token."""
    return b64(hmac.digest(KEY, text.encode(), hashlib.sha256))


def token(name: str, scope: str, generation: int) -> str:
    """A token for an account; `generation` counts how often its tokens were made to expire."""
    head = b64(json.dumps({"typ": "at+jwt", "alg": "HS256"}).encode())
    claims = {"scope": scope, "sub": did_of(name), "name": name, "generation": generation}
    text = f"{head}.{b64(json.dumps(claims).encode())}"
    return f"{text}.{sign(text)}"


@lru_cache(maxsize=4096)
def read_token(text: str) -> tuple[str, str, int] | None:
    """Account, scope and generation of a token signed here."""
    signed, _, signature = text.rpartition(".")
    if not hmac.compare_digest(sign(signed).encode(), signature.encode()):
        return None
    middle = signed.partition(".")[2]
    claims = json.loads(base64.urlsafe_b64decode(middle + "=" * (-len(middle) % 4)))
    return claims["name"], claims["scope"], claims["generation"]


def bearer(request: Request) -> str | None:
    """The token of a request."""
    scheme, _, text = request.headers.get("authorization", "").partition(" ")
    return text.strip() if scheme.lower() == "bearer" else None


def name_of(identifier: object) -> str:
    """The account a handle or a name belongs to; empty when it cannot be one."""
    name = str(identifier or "").strip().lower().removeprefix("@").removesuffix(DOMAIN)
    return name if NAME.fullmatch(name) else ""


def claimed(world: World, request: Request) -> str:
    """Whose token it is, valid or not, for choosing faults."""
    found = read_token(bearer(request) or "")
    if found:
        world.seen("bluesky", found[0])
    return found[0] if found else ""


def authorised(world: World, call: Call, scope: str = "access") -> str:
    """The account of a valid token of the scope."""
    text = bearer(call.request)
    if text is None:
        raise refuse(401, "AuthMissing", "Authentication Required")
    found = read_token(text)
    if found is None or found[1] != scope:
        raise refuse(400, "InvalidToken", "Token could not be verified")
    if scope == "access" and found[2] < world.generations[found[0]]:
        raise refuse(400, "ExpiredToken", "Token has expired")
    return found[0]


def session(world: World, name: str, host: str) -> dict[str, Any]:
    """A fresh pair of tokens and who they are for."""
    world.seen("bluesky", name)
    generation = world.generations[name]
    return {
        "accessJwt": token(name, "access", generation),
        "refreshJwt": token(name, "refresh", generation),
        **identity(name, host),
    }


def identity(name: str, host: str) -> dict[str, Any]:
    """Handle, DID and the document that says where the account's server is."""
    did = did_of(name)
    service = {
        "id": "#atproto_pds",
        "type": "AtprotoPersonalDataServer",
        "serviceEndpoint": f"http://{host}/bluesky",
    }
    document = {"id": did, "alsoKnownAs": [f"at://{name}{DOMAIN}"], "service": [service]}
    return {"handle": name + DOMAIN, "did": did, "didDoc": document, "active": True}


def create_session(world: World, call: Call) -> Response:
    """com.atproto.server.createSession."""
    name, password = name_of(call.body.get("identifier")), call.body.get("password")
    if not name or not isinstance(password, str) or not password or password == "wrong":  # noqa: S105
        raise refuse(401, "AuthenticationRequired", "Invalid identifier or password")
    return Response.of(200, session(world, name, call.request.host))


def refresh_session(world: World, call: Call) -> Response:
    """com.atproto.server.refreshSession."""
    name = authorised(world, call, "refresh")
    return Response.of(200, session(world, name, call.request.host))


def get_session(world: World, call: Call) -> Response:
    """com.atproto.server.getSession."""
    return Response.of(200, identity(authorised(world, call), call.request.host))
