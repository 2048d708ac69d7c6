from __future__ import annotations

import time
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount, SocialToken
from app_codes import with_app
from django.test import Client
from issuer import CLIENT, SECRET, Issuer, running
from requests import RequestException

from newsroom import Newsroom
from oyez.accounts.checks import check_signing_in
from oyez.accounts.guarded import guarded_session
from oyez.accounts.models import Person
from oyez.accounts.sessions import PROVED
from oyez.audit.queries import last_entries

NOBODY = "Nobody may sign in here"


@pytest.fixture
def issuer(settings: object) -> Iterator[Issuer]:
    with running() as issuer:
        settings.OIDC_ISSUER = issuer.address
        settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET = CLIENT, SECRET
        settings.OIDC_NAME = "Landes-ID"
        yield issuer


def there(client: Client, query: str = "next=/account/") -> str:
    answer = client.get(f"/sign-in/directory/?{query}")
    assert answer.status_code == 302
    return answer["Location"]


def and_back(client: Client, issuer: Issuer, query: str = "next=/account/") -> str:
    """Where the person stands in the end, or the sentence at the door."""
    come = issuer.visit(there(client, query))
    answer = client.get(f"/sign-in/directory/back/?{come}")
    assert answer.status_code == 302
    where = answer["Location"]
    return where if where != "/sign-in/" else client.get(where).content.decode()


def test_the_directory_signs_in_whom_an_administrator_entered(
    room: Newsroom, issuer: Issuer
) -> None:
    client = Client()
    assert "Sign in with Landes-ID" in client.get("/sign-in/?next=/freeze/").content.decode()
    assert and_back(client, issuer) == "/account/"
    assert client.get("/account/").status_code == 200
    link, entry = last_entries(2)
    assert (link.action, entry.data) == ("accounts.link_directory", {"how": "directory"})
    assert room.dora.memberships.count() == 1, "groups of the directory give no role"
    assert not SocialToken.objects.exists()
    assert SocialAccount.objects.get().extra_data == {}


def test_afterwards_the_directorys_number_counts_and_not_the_address(
    room: Newsroom, issuer: Issuer
) -> None:
    assert and_back(Client(), issuer) == "/account/"
    issuer.claims |= {"email": "dora.meyer@police.example", "email_verified": False}
    assert and_back(Client(), issuer) == "/account/"
    issuer.claims |= {"sub": "employee-8", "email": "dora@police.example", "email_verified": True}
    assert "another entry of the directory" in and_back(Client(), issuer)


@pytest.mark.parametrize(
    ("claims", "sentence"),
    [
        ({"email": "stranger@example.org"}, NOBODY),
        ({"email_verified": False}, "verified e-mail address"),
        ({"email_verified": "false"}, "verified e-mail address"),
        ({"email_verified": None}, "verified e-mail address"),
        ({"email": None}, "verified e-mail address"),
        ({"sub": ""}, "does not answer as it should"),
        ({"aud": "another client"}, "did not sign you in"),
        ({"iss": "https://evil.example"}, "did not sign you in"),
        ({"exp": 1}, "did not sign you in"),
    ],
)
def test_nobody_else_comes_in_and_nobody_is_made(
    room: Newsroom, issuer: Issuer, claims: dict[str, object], sentence: str
) -> None:
    client, before = Client(), Person.objects.count()
    issuer.claims |= claims
    page = and_back(client, issuer)
    assert sentence in page
    assert client.get("/account/").status_code == 302
    assert Person.objects.count() == before
    assert not SocialAccount.objects.exists()


def test_whoever_is_shut_out_stays_out(room: Newsroom, issuer: Issuer) -> None:
    assert and_back(Client(), issuer) == "/account/"
    Person.objects.filter(pk=room.dora.pk).update(is_active=False)
    assert NOBODY in and_back(Client(), issuer)
    assert last_entries(1)[0].action == "accounts.sign_in_failed"


def test_the_second_factor_is_asked_for_all_the_same(room: Newsroom, issuer: Issuer) -> None:
    codes, client = with_app(room.dora), Client()
    where = and_back(client, issuer)
    assert where == "/sign-in/second/?next=%2Faccount%2F"
    assert client.get("/account/").status_code == 302
    assert client.post(where, {"code": codes[0]})["Location"] == "/account/"


def test_an_old_proof_of_the_directory_is_an_old_proof_here(room: Newsroom, issuer: Issuer) -> None:
    client = Client()
    issuer.claims["auth_time"] = int(time.time()) - 3600
    and_back(client, issuer)
    assert client.session[PROVED] == issuer.claims["auth_time"]
    assert client.get("/account/app/")["Location"].startswith("/confirm/")
    again = dict(parse_qsl(urlsplit(there(client, "again=1&next=/account/")).query))
    assert (again["prompt"], again["max_age"]) == ("login", "0")
    issuer.claims["auth_time"] = int(time.time()) + 9999
    and_back(client, issuer)
    assert client.session[PROVED] <= time.time(), "no proof lies in the future"


def test_a_state_works_once_and_only_in_the_browser_that_began(
    room: Newsroom, issuer: Issuer
) -> None:
    client = Client()
    come = issuer.visit(there(client))
    assert Client().get(f"/sign-in/directory/back/?{come}")["Location"] == "/sign-in/"
    assert client.get(f"/sign-in/directory/back/?{come}")["Location"] == "/account/"
    client.post("/sign-out/")
    assert client.get(f"/sign-in/directory/back/?{come}")["Location"] == "/sign-in/"
    assert client.get("/account/").status_code == 302


@pytest.mark.parametrize("query", ["", "error=access_denied", "code=x", "state=%00&code=%ff"])
def test_coming_back_with_nonsense_is_a_sentence(
    room: Newsroom, issuer: Issuer, query: str
) -> None:
    client = Client()
    assert client.get(f"/sign-in/directory/back/?{query}")["Location"] == "/sign-in/"
    assert "did not sign you in" in client.get("/sign-in/").content.decode()
    assert "did not sign you in" not in client.get("/sign-in/").content.decode(), "said once"


@pytest.mark.parametrize(
    "change",
    [
        {"discovery": {"token_endpoint": None}},
        {"discovery": {"authorization_endpoint": "javascript:alert(1)//"}},
        {"discovery": {"token_endpoint": "http://169.254.169.254/token"}},
        {"discovery": {"token_endpoint": "file:///etc/passwd"}},
        {"token": {"id_token": "no.token.at.all"}},
        {"token": {"access_token": None, "id_token": None}},
    ],
)
def test_a_directory_that_breaks_the_protocol_breaks_nothing_here(
    room: Newsroom, issuer: Issuer, change: dict[str, dict[str, object]]
) -> None:
    for name, value in change.items():
        setattr(issuer, name, value)
    client = Client()
    answer = client.get("/sign-in/directory/")
    if answer["Location"] != "/sign-in/":
        try:
            come = issuer.visit(answer["Location"])
        except KeyError:
            return
        answer = client.get(f"/sign-in/directory/back/?{come}")
    assert answer["Location"] == "/sign-in/"
    assert client.get("/account/").status_code == 302


@pytest.mark.parametrize("wanted", ["https://evil.example/", "//evil.example/", "\\\\evil"])
def test_it_leads_nowhere_else(room: Newsroom, issuer: Issuer, wanted: str) -> None:
    assert and_back(Client(), issuer, f"next={wanted}") == "/"


def test_nothing_private_is_reached_unless_a_setting_names_it(
    room: Newsroom, issuer: Issuer, settings: object
) -> None:
    settings.PRIVATE_NETWORKS = []
    client = Client()
    assert client.get("/sign-in/directory/")["Location"] == "/sign-in/"
    assert "does not answer as it should" in client.get("/sign-in/").content.decode()
    assert issuer.asked == []


def test_plain_http_is_spoken_only_where_the_issuer_does(settings: object, issuer: Issuer) -> None:
    assert guarded_session().get(f"{issuer.address}/").status_code == 200
    settings.OIDC_ISSUER = "https://id.example"
    with pytest.raises(RequestException):
        guarded_session().get(f"{issuer.address}/")


def test_without_configuration_there_is_no_such_door(room: Newsroom) -> None:
    assert Client().get("/sign-in/directory/").status_code == 404
    assert Client().get("/sign-in/directory/back/?code=x").status_code == 404
    assert "/sign-in/directory/" not in Client().get("/sign-in/").content.decode()


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({}, []),
        ({"OIDC_ISSUER": "https://id.example"}, ["oyez.E001"]),
        ({"OIDC_NAME": "Landes-ID"}, ["oyez.E001"]),
        ({"OIDC_CLIENT_ID": "x", "OIDC_CLIENT_SECRET": "y"}, ["oyez.E001"]),
        (
            {"OIDC_ISSUER": "http://id", "OIDC_CLIENT_ID": "x", "OIDC_CLIENT_SECRET": "y"},
            ["oyez.E002"],
        ),
        (
            {"OIDC_ISSUER": "https://id", "OIDC_CLIENT_ID": "x", "OIDC_CLIENT_SECRET": "y"},
            [],
        ),
        ({"STEP_UP_MINUTES": -1}, ["oyez.E003"]),
    ],
)
def test_a_half_configuration_is_told_with_a_hint(
    settings: object, given: dict[str, object], found: list[str]
) -> None:
    for name, value in given.items():
        setattr(settings, name, value)
    told = check_signing_in()
    assert [one.id for one in told] == found
    assert all(one.hint for one in told)
