"""The way there and back by which a person connects an account, on the wire.

Authlib builds the address and proves the client and reads the tokens; the requests themselves
leave through our own door. Nothing here stores anything, and no failure carries what was read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from authlib.common.security import generate_token
from authlib.oauth2.auth import ClientAuth
from authlib.oauth2.client import OAuth2Client
from authlib.oauth2.rfc6749 import OAuth2Token
from authlib.oauth2.rfc6749.parameters import prepare_token_request

from oyez.platforms.consent_answers import UNREADABLE, as_object, as_token
from oyez.platforms.login import Addresses, Login, Renews
from oyez.platforms.oauth import ENDS
from oyez.platforms.port import Answer, Failed, Transport

SECONDS = 15.0
FORM = "application/x-www-form-urlencoded"
VERIFIER = 64  # characters
NAME = "Oyez"


@dataclass(frozen=True, slots=True)
class Client:
    """Our app at a platform."""

    id: str
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Way:
    """One way there and back: as which app, to which addresses, and where the browser returns."""

    login: Login
    to: Addresses
    client: Client
    back: str


@dataclass(frozen=True, slots=True)
class Tokens:
    """What the platform gave; `granted` is None where it does not say which rights these are."""

    secrets: Mapping[str, str] = field(repr=False)
    granted: frozenset[str] | None


@dataclass(frozen=True, slots=True)
class Page:
    """One of the pages a login leads to; `id` is what the channel's account becomes."""

    id: str
    name: str
    token: str = field(repr=False)


def verifier() -> str:
    """The word that proves, at the end, who began."""
    return str(generate_token(VERIFIER))


def there(way: Way, state: str, proof: str) -> str:
    """The address to send the browser to; `proof` is the verifier, which stays here."""
    asked = OAuth2Client(
        None,
        client_id=way.client.id,
        scope=" ".join(way.login.scopes),
        redirect_uri=way.back,
        code_challenge_method="S256",
    )
    url, _state = asked.create_authorization_url(way.to.authorize, state=state, code_verifier=proof)
    return str(url)


def register(
    way: Addresses, scopes: tuple[str, ...], back: str, door: Transport
) -> Client | Failed:
    """Ask a server for an app of our own."""
    words = {"client_name": NAME, "redirect_uris": back, "scopes": " ".join(scopes)}
    answer = door.send(
        "POST",
        way.register,
        headers={"Content-Type": FORM},
        body=urlencode(words).encode(),
        timeout=SECONDS,
    )
    found = as_object(answer)
    if isinstance(found, Failed):
        return found
    number, secret = found.get("client_id"), found.get("client_secret")
    whole = isinstance(number, str) and isinstance(secret, str)
    return Client(str(number), str(secret)) if whole and number and secret else UNREADABLE


def trade(way: Way, code: str, proof: str, door: Transport, *, at: datetime) -> Tokens | Failed:
    """Tokens for the code, long ones where the platform gives short ones first."""
    words = {"redirect_uri": way.back, "code_verifier": proof, "code": code}
    body = prepare_token_request("authorization_code", "", **words)
    auth = ClientAuth(way.client.id, way.client.secret, way.login.client)
    _uri, headers, body = auth.prepare("POST", way.to.token, {"Content-Type": FORM}, body)
    found = as_token(_ask(way.login.method, way.to.token, body, door, headers=headers))
    if isinstance(found, Failed):
        return found
    if way.login.exchange:
        scope, found = found.get("scope"), _lengthen(way, str(found["access_token"]), door)
        if isinstance(found, Failed):
            return found
        found.setdefault("scope", scope)
    return _read(way, found, at)


def _lengthen(way: Way, short: str, door: Transport) -> OAuth2Token | Failed:
    name = "access_token" if way.login.exchange.startswith("th_") else "fb_exchange_token"
    words = {"grant_type": way.login.exchange, "client_secret": way.client.secret, name: short}
    if name != "access_token":
        words["client_id"] = way.client.id
    return as_token(_ask("GET", way.to.exchange, urlencode(words), door, headers={}))


def _ask(
    method: str, url: str, body: str, door: Transport, *, headers: Mapping[str, str]
) -> Answer:
    """Some platforms take these words in the address only, over TLS and into no log of ours."""
    if method == "GET":
        return door.send("GET", f"{url}?{body}", timeout=SECONDS)
    return door.send("POST", url, headers=headers, body=body.encode(), timeout=SECONDS)


def _read(way: Way, found: OAuth2Token, at: datetime) -> Tokens:
    secrets = {"token": str(found["access_token"])}
    secrets |= {
        mine: getattr(way.client, NAMES[theirs]) for mine, theirs in way.login.keeps.items()
    }
    lasting = found.get("refresh_token")
    if isinstance(lasting, str) and lasting:
        secrets["refresh_token"] = lasting
    ends = _ends(way.login, found, at)
    if ends is not None:
        secrets[ENDS] = ends.isoformat()
    scope = found.get("scope")
    granted = frozenset(scope.replace(",", " ").split()) if isinstance(scope, str) else None
    return Tokens(secrets, granted)


NAMES = {"client_id": "id", "client_secret": "secret"}


def _ends(login: Login, found: Mapping[str, Any], at: datetime) -> datetime | None:
    """When a person has to come back; a page's token stands while its person's consent does."""
    if login.renews in {Renews.NEVER_ENDS, Renews.PAGE}:
        return None
    name = "refresh_token_expires_in" if found.get("refresh_token") else "expires_in"
    seconds = found.get(name)
    text = str(seconds)
    return at + timedelta(seconds=int(text)) if text.isdecimal() and len(text) < 10 else None


def pages(way: Way, token: str, door: Transport) -> list[Page] | Failed:
    """The pages that a login leads to, or their accounts on Instagram."""
    fields = "id,name,username,access_token,instagram_business_account{id,username}"
    address = f"{way.to.accounts}?{urlencode({'fields': fields, 'limit': 100})}"
    rows = _rows(address, token, door)
    if isinstance(rows, Failed):
        return rows
    found = [_page(way.login.platform, row) for row in rows]
    return [one for one in found if one is not None]


def _page(platform: str, row: Mapping[str, Any]) -> Page | None:
    token, shown = row.get("access_token"), row
    if platform == "instagram":
        shown = row.get("instagram_business_account") or {}
    number, name = shown.get("id"), shown.get("username") or shown.get("name")
    if not (isinstance(token, str) and isinstance(number, str) and number.isdecimal()):
        return None
    return Page(number, str(name or number), token)


def permissions(way: Way, token: str, door: Transport) -> frozenset[str] | Failed:
    """The rights that were really given, where the platform has a list of them."""
    rows = _rows(way.to.permissions, token, door)
    if isinstance(rows, Failed):
        return rows
    given = [row.get("permission") for row in rows if row.get("status") == "granted"]
    return frozenset(map(str, given))


def _rows(url: str, token: str, door: Transport) -> list[Mapping[str, Any]] | Failed:
    headers = {"Authorization": f"Bearer {token}"}
    found = as_object(door.send("GET", url, headers=headers, timeout=SECONDS))
    if isinstance(found, Failed):
        return found
    rows = found.get("data")
    if not isinstance(rows, list):
        return UNREADABLE
    return [row for row in rows if isinstance(row, dict)]
