"""The played consent: codes live thirty seconds and work once, refresh tokens rotate."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from authlib.oauth2.rfc7636 import create_s256_code_challenge

from oyez.simulator.http import Reply, Request, Response
from oyez.simulator.oauth import LIFE, Consent
from oyez.simulator.world import World

BACK = "https://console.example/channels/oauth/"
APP = {"client_id": "sim-app", "client_secret": "sim-app-secret"}
PROOF = "v" * 50


class Clock:
    now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def consent(clock: Clock) -> Consent:
    return Consent(World(now=clock))


def ask(consent: Consent, method: str, target: str, data: dict[str, Any] | None = None) -> Response:
    kind = {"content-type": "application/x-www-form-urlencoded"}
    request = Request(method, target, kind)
    request.body = urlencode(data or {}, doseq=True).encode()
    answer = consent.route(request)
    assert answer is not None, target
    reply = answer(request)
    assert isinstance(reply, Reply)
    assert reply.response is not None
    return reply.response


def asked(**more: str) -> str:
    words = {"response_type": "code", "client_id": "sim-app", "redirect_uri": BACK, "state": "s"}
    words |= {"scope": "tweet.read offline.access", "code_challenge_method": "S256"}
    words |= {"code_challenge": create_s256_code_challenge(PROOF), **more}
    return f"/x/oauth/authorize?{urlencode(words)}"


def code(consent: Consent) -> str:
    said = {"answer": "yes", "account": "press", "scope": ["tweet.read", "offline.access"]}
    where = dict(ask(consent, "POST", asked(), said).headers)["Location"]
    return parse_qs(urlsplit(where).query)["code"][0]


def token(consent: Consent, **words: str) -> tuple[int, dict[str, Any]]:
    plain = {"grant_type": "authorization_code", "redirect_uri": BACK, "code_verifier": PROOF}
    answer = ask(consent, "POST", "/x/oauth/token", APP | plain | words)
    return answer.status, json.loads(answer.body)


def test_a_code_lives_thirty_seconds(consent: Consent, clock: Clock) -> None:
    first, second = code(consent), code(consent)
    clock.now += LIFE
    assert token(consent, code=first)[0] == 200
    clock.now += 1
    assert token(consent, code=second) == (
        400,
        {"error": "invalid_grant", "error_description": "Refused."},
    )


@pytest.mark.parametrize(
    "wrong",
    [
        {"code_verifier": "other"},
        {"redirect_uri": "https://elsewhere.example/"},
        {"client_secret": "guessed"},
        {"client_id": "unknown"},
    ],
)
def test_who_cannot_prove_it_gets_nothing(consent: Consent, wrong: dict[str, str]) -> None:
    assert token(consent, code=code(consent), **wrong)[0] in {400, 401}


def test_a_code_works_once_even_after_a_wrong_try(consent: Consent) -> None:
    one = code(consent)
    assert token(consent, code=one, code_verifier="other")[0] == 400
    assert token(consent, code=one)[0] == 400


def test_a_refresh_token_rotates(consent: Consent) -> None:
    first = token(consent, code=code(consent))[1]["refresh_token"]
    words = {"grant_type": "refresh_token"}
    status, found = token(consent, refresh_token=first, **words)
    assert status == 200
    assert found["refresh_token"] != first
    assert token(consent, refresh_token=first, **words)[0] == 400
    assert token(consent, refresh_token=found["refresh_token"], **words)[0] == 200


@pytest.mark.parametrize(
    "wrong",
    [
        {"client_id": "unknown"},
        {"redirect_uri": "javascript:alert(1)"},
        {"response_type": "token"},
        {"code_challenge_method": "plain"},
    ],
)
def test_nonsense_sends_nobody_anywhere(consent: Consent, wrong: dict[str, str]) -> None:
    answer = ask(consent, "GET", asked(**wrong))
    assert answer.status == 400
    assert "Location" not in dict(answer.headers)


def test_the_page_escapes_what_was_asked(consent: Consent) -> None:
    answer = ask(consent, "GET", asked(scope="<script>"))
    assert b"<script>" not in answer.body


@pytest.mark.parametrize(
    "path", ["/x/2/users/me", "/linkedin/oauth/v2/accessToken", "/", "/y/oauth/token"]
)
def test_what_is_no_part_of_it_goes_to_the_platform(consent: Consent, path: str) -> None:
    assert consent.route(Request("POST", path, {})) is None
