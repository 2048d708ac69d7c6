"""Connecting an account on the wire, against the played consent page of every platform."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.error import HTTPError
from urllib.parse import parse_qs, urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

import pytest

from oyez.domain.delivery import FailureClass
from oyez.platforms import consent
from oyez.platforms.consent import Client, Tokens, Way
from oyez.platforms.door import Door
from oyez.platforms.login import Renews
from oyez.platforms.oauth import ENDS, LOGINS, addresses, connects, lacking, life_of
from oyez.platforms.port import Answer, Failed
from oyez.simulator import Running

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
BACK = "https://console.example/channels/oauth/"
APP = Client("sim-app", "sim-app-secret")
EVERY = pytest.mark.parametrize("platform", sorted(LOGINS))


class Stay(HTTPRedirectHandler):
    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


BROWSER = build_opener(ProxyHandler({}), Stay())


def visit(url: str, data: dict[str, object] | None = None) -> tuple[int, str]:
    """The status, and the body or where it leads."""
    body = urlencode(data, doseq=True).encode() if data else None
    try:
        with BROWSER.open(Request(url, body), timeout=20) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as error:
        with error:
            return error.code, error.headers.get("Location") or ""


def way(platform: str, sim: Running, client: Client = APP) -> Way:
    login = LOGINS[platform]
    return Way(login, addresses(login, f"{sim.base_url}/{platform}"), client, BACK)


def agree(url: str, answer: str = "yes", **more: object) -> dict[str, str]:
    asked = parse_qs(urlsplit(url).query)
    said = {"account": "press", "scope": asked["scope"][0].split(), "answer": answer, **more}
    status, where = visit(url, said)
    assert (status, where.partition("?")[0]) == (303, BACK)
    return {name: values[0] for name, values in parse_qs(urlsplit(where).query).items()}


def connected(one: Way, door: Door, **more: object) -> Tokens | Failed:
    proof = consent.verifier()
    back = agree(consent.there(one, "word", proof), **more)
    assert back["state"] == "word"
    return consent.trade(one, back["code"], proof, door, at=NOW)


@EVERY
def test_it_asks_for_every_right_with_a_proof_of_who_began(platform: str, sim: Running) -> None:
    proof = consent.verifier()
    url = consent.there(way(platform, sim), "word", proof)
    asked = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
    assert asked["response_type"] == "code"
    assert asked["scope"].split() == list(LOGINS[platform].scopes)
    assert (asked["redirect_uri"], asked["state"]) == (BACK, "word")
    assert asked["code_challenge_method"] == "S256"
    assert proof not in url
    assert 43 <= len(proof) <= 128
    status, html = visit(url)
    assert status == 200
    assert "EXERCISE" in html


@EVERY
def test_a_yes_brings_tokens(platform: str, sim: Running, door: Door) -> None:
    found = connected(way(platform, sim), door)
    assert isinstance(found, Tokens), found
    login = LOGINS[platform]
    held = set(found.secrets) - {ENDS, "refresh_token"}
    assert held == {"token", *login.keeps}
    assert ("refresh_token" in found.secrets) == (login.renews is Renews.ROTATES)
    ends = {"linkedin": 365, "threads": 60}.get(platform)
    wanted = (NOW + timedelta(days=ends)).isoformat() if ends else None
    assert found.secrets.get(ENDS) == wanted
    assert found.secrets["token"] not in repr(found)
    assert (found.granted is None) == (platform in {"facebook", "instagram", "threads"})


def test_rights_that_were_unticked_are_missed(sim: Running, door: Door) -> None:
    found = connected(way("x", sim), door, scope=["tweet.read", "users.read", "tweet.write"])
    assert isinstance(found, Tokens)
    assert found.granted is not None
    lost = lacking(LOGINS["x"], found.granted)
    assert [one.scope for one in lost] == ["tweet.moderate.write", "media.write", "offline.access"]
    assert "refresh_token" not in found.secrets
    assert found.secrets[ENDS] == (NOW + timedelta(hours=2)).isoformat()


@pytest.mark.parametrize("platform", ["facebook", "instagram"])
def test_the_login_leads_to_pages_with_tokens_of_their_own(platform, sim, door) -> None:
    one = way(platform, sim)
    found = connected(one, door, pages="press-desk, traffic")
    assert isinstance(found, Tokens)
    person = found.secrets["token"]
    listed = consent.pages(one, person, door)
    assert isinstance(listed, list)
    assert [page.name for page in listed] == ["press-desk", "traffic"]
    assert [page.token for page in listed] == ["sim-press-desk", "sim-traffic"]
    assert all(page.id.isdecimal() for page in listed)
    assert "sim-" not in repr(listed)
    given = consent.permissions(one, person, door)
    assert isinstance(given, frozenset)
    assert lacking(LOGINS[platform], given) == ()
    assert consent.permissions(one, "no-token", door) == Failed(
        FailureClass.INVALID, "invalid_token"
    )


def test_a_no_brings_no_code(sim: Running) -> None:
    one = way("mastodon", sim)
    back = agree(consent.there(one, "word", consent.verifier()), answer="no")
    assert (back["error"], back["state"], "code" in back) == ("access_denied", "word", False)


def test_a_code_works_once_and_only_with_its_proof(sim: Running, door: Door) -> None:
    one, proof = way("x", sim), consent.verifier()
    code = agree(consent.there(one, "word", proof))["code"]
    wrong = consent.trade(one, code, consent.verifier(), door, at=NOW)
    assert wrong == Failed(FailureClass.INVALID, "invalid_grant")
    code = agree(consent.there(one, "word", proof))["code"]
    assert isinstance(consent.trade(one, code, proof, door, at=NOW), Tokens)
    assert consent.trade(one, code, proof, door, at=NOW) == wrong
    other = Way(one.login, one.to, Client("sim-app", "guessed"), BACK)
    refused = consent.trade(other, code, proof, door, at=NOW)
    assert refused == Failed(FailureClass.AUTH, "invalid_client")


def test_each_server_gives_an_app_of_its_own(sim: Running, door: Door) -> None:
    to = addresses(LOGINS["mastodon"], sim.mastodon)
    client = consent.register(to, LOGINS["mastodon"].scopes, BACK, door)
    assert isinstance(client, Client)
    assert client.secret not in repr(client)
    found = connected(way("mastodon", sim, client), door)
    assert isinstance(found, Tokens)
    assert found.secrets["token"] == "sim-press"


@pytest.mark.parametrize(
    ("fault", "cls"),
    [
        ("error_before", FailureClass.TRANSIENT),
        ("drop_before", FailureClass.TRANSIENT),
        ("html", FailureClass.TRANSIENT),
        ("garbage", FailureClass.TRANSIENT),
        ("rate_limit", FailureClass.RATE_LIMITED),
        ("suspended", FailureClass.PERMISSION),
        ("expired_token", FailureClass.INVALID),
    ],
)
def test_trouble_at_the_door_is_named(sim: Running, door: Door, fault: str, cls) -> None:
    one = way("linkedin", sim)
    sim.fault("linkedin", "auth", fault, account="fault", times=1)
    found = connected(one, door, account="fault")
    assert isinstance(found, Failed)
    assert found.cls is cls


class Mouth:
    """A door behind which somebody says strange things."""

    def __init__(self, body: bytes, status: int = 200) -> None:
        self.answer = Answer("done", status, {}, body)

    def send(self, *_: Any, **__: Any) -> Answer:
        return self.answer


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"{}", b'{"access_token": 7}', b'{"access_token": "a\\nb"}', b"\xff", b"null",
     b'{"access_token": "", "token_type": "x"}', b'{"access_token": "t", "expires_in": "soon"}',
     b'{"error": {"code": 190, "message": "sim-secret"}}'],
)  # fmt: skip
def test_what_cannot_be_read_is_never_believed(body: bytes, sim: Running) -> None:
    one, mouth = way("mastodon", sim), Mouth(body)
    found = consent.trade(one, "code", "proof", mouth, at=NOW)  # type: ignore[arg-type]
    assert isinstance(found, Failed), found
    assert "secret" not in repr(found)
    assert isinstance(consent.register(one.to, (), BACK, mouth), Failed)  # type: ignore[arg-type]
    assert isinstance(consent.pages(one, "t", mouth), Failed)  # type: ignore[arg-type]


def test_pages_that_make_no_sense_are_left_out(sim: Running) -> None:
    rows = [7, {"id": "x", "access_token": "t"}, {"id": "1"}, {"id": "2", "access_token": "t"}]
    body = json.dumps({"data": rows}).encode()
    found = consent.pages(way("facebook", sim), "t", Mouth(body))  # type: ignore[arg-type]
    assert [(page.id, page.name) for page in found] == [("2", "2")]  # type: ignore[union-attr]


def test_a_channel_on_the_platforms_own_address_goes_to_its_real_pages() -> None:
    assert addresses(LOGINS["x"], "").authorize == "https://x.com/i/oauth2/authorize"
    assert addresses(LOGINS["x"], "https://api.x.com/") == LOGINS["x"].addresses
    meta = addresses(LOGINS["facebook"], "https://graph.facebook.com")
    assert meta.accounts.startswith("https://graph.facebook.com/v")
    played = addresses(LOGINS["facebook"], "http://127.0.0.1:9/facebook")
    assert played.accounts == "http://127.0.0.1:9/facebook/oauth/accounts"
    assert addresses(LOGINS["mastodon"], "https://m.example").register.endswith("/api/v1/apps")


def test_the_table_is_dated_and_leads_to_https() -> None:
    for name, login in LOGINS.items():
        assert (login.platform, connects(name)) == (name, True)
        assert login.source.startswith("https://")
        assert datetime.fromisoformat(login.checked_on)
        assert len(set(login.scopes)) == len(login.scopes)
        assert login.registers or login.addresses.token.startswith("https://")
    assert life_of("threads") == timedelta(days=60)
    assert life_of("mastodon") is life_of("nothing") is None
    assert lacking(LOGINS["mastodon"], {"read", "write", "push"}) == ()
