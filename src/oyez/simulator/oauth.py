"""Connecting an account: the page on which a person says yes or no, and the tokens after it.

One for all platforms, at `/PLATFORM/oauth/` authorize, token, exchange, accounts and permissions,
and `/PLATFORM/api/v1/apps` where anybody registers an app. Whoever registers nothing is known as
`sim-app` with the secret `sim-app-secret`. The token of an account is `sim-ACCOUNT`, as everywhere
here; a person's token at Meta leads to the tokens of the pages that were ticked.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, ClassVar, Final
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

from oyez.simulator.forms import fields
from oyez.simulator.graph import number_of
from oyez.simulator.http import Reply, Request, Response
from oyez.simulator.names import PLATFORMS
from oyez.simulator.oauth_answers import Stand, denied, shown
from oyez.simulator.oauth_page import consent, nonsense
from oyez.simulator.stage import Call, perform
from oyez.simulator.world import World

LIFE: Final = 30.0  # seconds
META: Final = ("facebook", "instagram")
DAYS: Final = 86_400
PARTS: Final = ("authorize", "token", "exchange", "accounts", "permissions")


@dataclass
class Grant:
    """What somebody said yes to; `pages` are those ticked at Meta."""

    platform: str
    client: str
    redirect: str
    challenge: str
    account: str
    scopes: list[str]
    pages: list[str]
    at: float
    spent: bool = False


@dataclass
class Consent:
    """The consent page and the token endpoint of every platform."""

    world: World
    name: ClassVar[str] = "oauth"
    apps: dict[str, str] = field(default_factory=lambda: {"sim-app": "sim-app-secret"})
    codes: dict[str, Grant] = field(default_factory=dict)
    refreshes: dict[str, Grant] = field(default_factory=dict)
    people: dict[str, Grant] = field(default_factory=dict)

    def route(self, request: Request) -> Callable[[Request], Reply] | None:
        """What answers a request, or None where it is none of ours."""
        _, platform, *rest = request.path.split("/")
        if platform not in PLATFORMS:
            return None
        if rest == ["api", "v1", "apps"] and request.method == "POST":
            return self.register
        if len(rest) != 2 or rest[0] != "oauth" or rest[1] not in PARTS:
            return None
        found: Callable[[Request], Reply] = getattr(self, rest[1])
        return found

    def register(self, request: Request) -> Reply:
        """POST /api/v1/apps: everybody gets an app of their own."""
        data = fields(request)
        number = f"app-{len(self.apps)}-{secrets.token_hex(4)}"
        self.apps[number] = secrets.token_urlsafe(24)
        made = {"id": number, "name": data.get("client_name", ""), "client_id": number}
        made |= {"client_secret": self.apps[number], "redirect_uri": data.get("redirect_uris", "")}
        return self.perform(request, lambda: Response.of(200, made))

    def authorize(self, request: Request) -> Reply:
        """The page; its form comes back here with yes or no."""
        asked = {name: values[0] for name, values in parse_qs(request.query).items()}
        known = asked.get("client_id") in self.apps and asked.get("response_type") == "code"
        whole = known and urlsplit(asked.get("redirect_uri", "")).scheme in {"http", "https"}
        pkce = not asked.get("code_challenge") or asked.get("code_challenge_method") == "S256"
        if not (whole and pkce):
            return Reply(nonsense())
        platform = request.path.split("/")[1]
        if request.method != "POST":
            return Reply(consent(platform, asked, paged=platform in META))
        said = parse_qs(request.body.decode("utf-8", "replace"))
        back = {"state": asked.get("state", "")}
        if said.get("answer") == ["yes"] and said.get("account", [""])[0].strip():
            back["code"] = self.code(platform, asked, said)
        else:
            back |= {"error": "access_denied", "error_description": "The user said no."}
        address = asked["redirect_uri"]
        where = f"{address}{'&' if '?' in address else '?'}{urlencode(back)}"
        return Reply(Response(303, headers=(("Location", where),)))

    def code(self, platform: str, asked: dict[str, str], said: dict[str, list[str]]) -> str:
        """A code for what was ticked."""
        account = said["account"][0].strip()
        pages = said.get("pages", [""])[0].replace(",", " ").split() or [account]
        code = secrets.token_urlsafe(18)
        self.codes[code] = Grant(
            platform,
            client=asked["client_id"],
            redirect=asked["redirect_uri"],
            challenge=asked.get("code_challenge", ""),
            account=account,
            scopes=[one for one in asked.get("scope", "").split() if one in said.get("scope", [])],
            pages=pages,
            at=self.world.now(),
        )
        return code

    def token(self, request: Request) -> Reply:
        """A code or a refresh token for a token; either works once."""
        data = self.given(request)
        grants = {"authorization_code": self.codes, "refresh_token": self.refreshes}
        kind = data.get("grant_type", "authorization_code")
        key = data.get("code" if kind == "authorization_code" else "refresh_token", "")
        grant = grants.get(kind, {}).get(key)

        def answer() -> Response:
            if self.apps.get(data.get("client_id", "")) != data.get("client_secret"):
                raise denied(401, "invalid_client")
            if grant is None or grant.client != data["client_id"]:
                raise denied(400, "invalid_grant")
            if kind == "refresh_token":
                del self.refreshes[key]  # a second use finds nothing
            else:
                self.spend(grant, data)
            return Response.of(200, self.tokens(grant))

        return self.perform(request, answer, grant.account if grant else "")

    def spend(self, grant: Grant, data: dict[str, str]) -> None:
        """Use a code up, or refuse it."""
        fresh = not grant.spent and self.world.now() - grant.at <= LIFE
        grant.spent = True
        made = hashlib.sha256(data.get("code_verifier", "").encode()).digest()
        shown = base64.urlsafe_b64encode(made).decode().rstrip("=")
        proved = shown == grant.challenge or not grant.challenge
        if not fresh or not proved or data.get("redirect_uri") != grant.redirect:
            raise denied(400, "invalid_grant")

    def tokens(self, grant: Grant) -> dict[str, Any]:
        """The answer as the platform words it."""
        token, scope = f"sim-{grant.account}", " ".join(grant.scopes)
        if grant.platform == "mastodon":
            now = int(self.world.now())
            return {
                "access_token": token,
                "token_type": "Bearer",
                "scope": scope,
                "created_at": now,
            }
        if grant.platform in (*META, "threads"):
            return self.short(grant)
        days = {"x": 7200, "linkedin": 60 * DAYS}.get(grant.platform, 3600)
        found: dict[str, Any] = {"access_token": token, "expires_in": days, "scope": scope}
        found["token_type"] = "bearer"  # noqa: S105 - its kind, no token
        if grant.platform == "x" and "offline.access" not in grant.scopes:
            return found
        fresh = f"sim-refresh-{grant.account}~{secrets.token_hex(4)}"
        self.refreshes[fresh] = grant
        later = {"refresh_token_expires_in": 365 * DAYS} if grant.platform == "linkedin" else {}
        return found | later | {"refresh_token": fresh}

    def short(self, grant: Grant) -> dict[str, Any]:
        """A person's token that lives an hour."""
        token = f"short-{secrets.token_hex(12)}"
        self.people[token] = grant
        number = {"user_id": number_of("threads", grant.account)}
        more = number if grant.platform == "threads" else {"expires_in": 3600}
        return {"access_token": token, "token_type": "bearer", **more}

    def exchange(self, request: Request) -> Reply:
        """A long token for a short one."""
        data = self.given(request)
        grant = self.people.get(data.get("fb_exchange_token") or data.get("access_token", ""))

        def answer() -> Response:
            if self.apps.get(grant.client if grant else "") != data.get("client_secret"):
                raise denied(400, "invalid_client")
            if grant is None:
                raise denied(400, "invalid_grant")
            token = f"sim-{grant.account}"
            if grant.platform in META:
                token = f"long-{secrets.token_hex(12)}"
                self.people[token] = grant
            long = {"access_token": token, "token_type": "bearer", "expires_in": 60 * DAYS}
            return Response.of(200, long)

        return self.perform(request, answer, grant.account if grant else "")

    def accounts(self, request: Request) -> Reply:
        """The pages that were ticked, each with a token of its own."""
        return self.of_person(request, lambda grant: [shown(one) for one in grant.pages])

    def permissions(self, request: Request) -> Reply:
        """What was ticked."""
        return self.of_person(
            request,
            lambda grant: [{"permission": one, "status": "granted"} for one in grant.scopes],
        )

    def of_person(self, request: Request, rows: Callable[[Grant], list[Any]]) -> Reply:
        """A reading with a person's token in the header."""
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        grant = self.people.get(token)

        def answer() -> Response:
            if grant is None:
                raise denied(400, "invalid_token")
            return Response.of(200, {"data": rows(grant)})

        return self.perform(request, answer, grant.account if grant else "")

    def given(self, request: Request) -> dict[str, str]:
        """The fields of body and query, with the client from a Basic header."""
        data = {name: values[0] for name, values in request.args.items()} | fields(request)
        scheme, _, pair = request.headers.get("authorization", "").partition(" ")
        if scheme == "Basic":
            number, _, secret = base64.b64decode(pair).decode().partition(":")
            data |= {"client_id": unquote(number), "client_secret": unquote(secret)}
        return data

    def perform(self, request: Request, answer: Callable[[], Response], account: str = "") -> Reply:
        """The answer, or what the faults of the operation `auth` make of it."""
        stand = Stand(self.world, request.path.split("/")[1])
        return perform(stand, Call(request, "auth", account, lambda _call: answer()))
