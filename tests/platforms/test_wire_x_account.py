"""X's accounts: whose token it is, and how tokens are renewed."""

from __future__ import annotations

import base64
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import parse_qs

import pytest

from oyez.domain.delivery import FailureClass as F
from oyez.platforms.port import Answer, Done, Failed
from oyez.platforms.profile import Ability
from oyez.platforms.registry import profile

from .canned import lost, said
from .conftest import Bench
from .x_said import NOW, PROBLEMS, D, V, page, speak, x

RENEWED = {"token_type": "bearer", "expires_in": 7200, "access_token": "N", "refresh_token": "M"}
APP = {"client_id": "app:1", "refresh_token": "R"}


def me(**more: object) -> Answer:
    return said(200, {"data": {"id": "12", "username": "Press", **more}})


def test_the_probe_asks_who_it_is() -> None:
    platform, door = speak([me()])
    health = platform.probe()
    assert (health.account, health.missing, health.failure) == ("Press", frozenset(), None)
    asked = "username,verified_type,subscription_type,protected"
    assert door.asked[0].url == f"https://api.x.com/2/users/me?user.fields={asked}"


@pytest.mark.parametrize("more", [{"id": "13"}, {"username": "prank"}])
def test_a_token_of_another_account_is_noticed(more: dict[str, str]) -> None:
    platform, _ = speak([me(**more)])
    assert platform.probe().failure == Failed(F.PERMISSION, "other_account")


def test_an_account_the_public_cannot_read_is_noticed() -> None:
    platform, _ = speak([me(protected=True)])
    assert platform.probe().missing == {"public_posts"}


def test_without_a_number_the_account_is_asked_for_it() -> None:
    platform, door = speak([me(), page()])
    platform.channel = replace(platform.channel, options={})
    platform.find(V, D)
    assert [one.url.partition("?")[0] for one in door.asked] == [
        "https://api.x.com/2/users/me",
        "https://api.x.com/2/users/12/tweets",
    ]
    silent, _ = speak([lost(), lost()])
    silent.channel = platform.channel
    assert silent.find(V, D) == Failed(F.TRANSIENT, "timeout")
    assert silent.fetch_inbox(None, NOW) == Failed(F.TRANSIENT, "timeout")


@pytest.mark.parametrize("secret", ["", "s/3"])
def test_tokens_are_renewed_by_public_and_by_confidential_clients(secret: str) -> None:
    platform, door = speak([said(200, RENEWED)], **APP, client_secret=secret)
    found = platform.refresh(NOW)
    assert found == {
        **platform.channel.secrets,
        "token": "N",
        "refresh_token": "M",
    }
    (sent,) = door.asked
    assert (sent.method, sent.url) == ("POST", "https://api.x.com/2/oauth2/token")
    pair = base64.b64encode(b"app%3A1:s/3").decode()
    assert sent.headers.get("Authorization") == (f"Basic {pair}" if secret else None)
    assert sent.headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert parse_qs((sent.body or b"").decode()) == {
        "grant_type": ["refresh_token"],
        "refresh_token": ["R"],
        "client_id": ["app:1"],
    }


def test_a_refresh_token_that_does_not_change_is_kept() -> None:
    platform, _ = speak([said(200, {"access_token": "N"})], **APP)
    found = platform.refresh(NOW)
    assert isinstance(found, dict)
    assert (found["token"], found["refresh_token"]) == ("N", "R")


@pytest.mark.parametrize(
    ("answer", "failed"),
    [
        (said(400, {"error": "invalid_request"}), Failed(F.AUTH, "invalid_request")),
        (said(400, {"error": "invalid_grant"}), Failed(F.AUTH, "invalid_grant")),
        (said(401, {"error": "invalid_client"}), Failed(F.AUTH, "invalid_client")),
        (said(403, {"error": "unauthorized_client"}), Failed(F.AUTH, "unauthorized_client")),
        (said(503), Failed(F.TRANSIENT, "http_503")),
        (said(200, {"access_token": ""}), Failed(F.TRANSIENT, "unreadable")),
        (said(403, {"type": f"{PROBLEMS}client-forbidden"}), Failed(F.PERMISSION, "http_403")),
        (lost(), Failed(F.TRANSIENT, "timeout")),
    ],
)
def test_what_x_says_to_a_renewal(answer: Answer, failed: Failed) -> None:
    platform, _ = speak([answer], **APP)
    assert platform.refresh(NOW) == failed


@pytest.mark.parametrize("missing", ["client_id", "refresh_token"])
def test_without_a_refresh_token_a_person_has_to_connect_anew(missing: str) -> None:
    platform, door = speak([], **{**APP, missing: ""})
    assert platform.refresh(NOW) == Failed(F.AUTH, "no_refresh")
    assert door.asked == []


@x
def test_an_expired_token_is_renewed_and_used_and_the_old_one_is_worth_nothing(
    bench: Bench,
) -> None:
    bench.fault("publish", "expired_token", times=1)
    assert bench.attempt(bench.variant()) == Failed(F.AUTH, "http_401")
    assert bench.attempt(bench.variant()) == Failed(F.AUTH, "http_401")
    secrets = bench.adapter.refresh(datetime.now(UTC))
    assert isinstance(secrets, dict)
    assert bench.adapter.refresh(NOW) == Failed(F.AUTH, "invalid_request")
    bench.channel = replace(bench.channel, secrets=secrets)
    assert isinstance(bench.attempt(bench.variant()), Done)
    assert isinstance(bench.adapter.refresh(NOW), dict)


def test_the_profile_names_what_it_costs_and_how_well_it_is_known() -> None:
    declared = profile("x")
    costs = {one.what: (one.amount, one.currency) for one in declared.costs}
    assert costs == {
        "notice": ("0.015", "USD"),
        "notice_with_link": ("0.200", "USD"),
        "read": ("0.005", "USD"),
    }
    assert (declared.marks["costs"], declared.marks["delete_cost"]) == ("documented", "unverified")
    assert declared.support(Ability.CORRECT) == "emulated"
    assert declared.sees == "api"
