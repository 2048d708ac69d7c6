from __future__ import annotations

import re

import pytest
from app_codes import shown, with_app
from django.test import Client

from newsroom import PASSWORD, Newsroom
from oyez.accounts import factors
from oyez.accounts.devices import device
from oyez.accounts.models import Person, Session
from oyez.accounts.sealing import VaultError, seal_text, unseal_text

PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1"


def signed_in(name: str, agent: str = "") -> Client:
    client = Client(headers={"User-Agent": agent})
    client.post("/sign-in/", {"email": f"{name}@police.example", "password": PASSWORD})
    return client


def page(client: Client, path: str = "/account/") -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def handles(html: str) -> list[str]:
    return re.findall(r'name="handle" value="([0-9a-f]{20})"', html)


def test_the_page_says_who_where_and_what(room: Newsroom) -> None:
    html = page(signed_in("dora", PHONE))
    for text in ("dora@police.example", "Safari on iPhone", "This one", "Duty officer", "/nds/os/"):
        assert text in html
    assert "Only a password protects your account." in html
    assert Client().get("/account/").status_code == 302


def test_one_session_or_all_others_are_ended(room: Newsroom) -> None:
    here, lost, other = (signed_in("dora", agent) for agent in ("", PHONE, PHONE))
    others = handles(page(here))
    assert len(others) == 2
    here.post("/account/sessions/end/", {"handle": others[0]})
    assert [c.get("/account/").status_code for c in (lost, other)].count(302) == 1
    assert "1 session has ended." in page(here)
    here.post("/account/sessions/end/", {"handle": "others"})
    assert [c.get("/account/").status_code for c in (here, lost, other)] == [200, 302, 302]


def test_nobody_ends_the_session_of_somebody_else_or_their_own_by_mistake(room: Newsroom) -> None:
    here, alice = signed_in("dora"), signed_in("alice")
    theirs = Session.objects.get(person=room.alice).handle
    mine = Session.objects.get(person=room.dora).handle
    for handle in (theirs, mine, "", "nonsense"):
        here.post("/account/sessions/end/", {"handle": handle})
    assert alice.get("/account/").status_code == 200
    assert here.get("/account/").status_code == 200


def test_name_and_language_are_ones_own_and_the_address_is_not(room: Newsroom) -> None:
    client = signed_in("dora")
    data = {"name": "Dora Meyer", "language": "de", "email": "x@evil.example"}
    assert client.post("/account/", data).status_code == 302
    dora = Person.objects.get(pk=room.dora.pk)
    assert (dora.name, dora.language, dora.email) == ("Dora Meyer", "de", "dora@police.example")
    for wrong in ({"name": " ", "language": "en"}, {"name": "Dora", "language": "xx"}):
        answer = client.post("/account/", wrong)
        assert answer.status_code == 422
    assert 'value="Dora"' in answer.content.decode(), "what was typed is kept"


def test_a_new_password_ends_the_other_sessions_and_not_this_one(room: Newsroom) -> None:
    here, other = signed_in("dora"), signed_in("dora")
    data = {"current": "wrong", "password": "an even longer password"}
    answer = here.post("/account/password/", data)
    assert answer.status_code == 422
    assert "The current password is wrong." in answer.content.decode()
    assert "an even longer password" not in answer.content.decode()
    assert here.post("/account/password/", data | {"current": PASSWORD}).status_code == 302
    assert [c.get("/account/").status_code for c in (here, other)] == [200, 302]


def test_an_app_is_set_up_from_the_page_and_codes_are_shown_until_they_are_stored(
    room: Newsroom,
) -> None:
    client = room.client(room.dora)
    html = page(client, "/account/app/")
    sealed = re.search(r'name="sealed" value="([^"]+)"', html)[1]
    secret = unseal_text(sealed, f"new app of person {room.dora.pk}")
    assert "data:image/svg+xml;base64," in html
    wrong = client.post("/account/app/", {"code": "000000", "sealed": sealed})
    assert wrong.status_code == 422
    assert " ".join(secret[i : i + 4] for i in range(0, 32, 4)) in wrong.content.decode()
    right = client.post("/account/app/", {"code": shown(secret), "sealed": sealed})
    assert right["Location"] == "/account/codes/"
    codes = factors.of(room.dora).codes_to_store
    assert all(each in page(client, "/account/codes/") for each in codes)
    file = client.get("/account/codes/file/")
    assert file["Content-Disposition"].startswith("attachment")
    assert file.content.decode().split() == codes
    assert client.post("/account/codes/").status_code == 302
    assert not any(each in page(client, "/account/codes/") for each in codes)
    assert client.get("/account/codes/file/")["Location"] == "/account/"


def test_a_secret_that_was_made_for_somebody_else_is_not_taken(room: Newsroom) -> None:
    theirs = seal_text("A" * 32, f"new app of person {room.alice.pk}")
    for sealed in (theirs, "nonsense", ""):
        data = {"code": shown("A" * 32), "sealed": sealed}
        assert room.client(room.dora).post("/account/app/", data).status_code == 422
    with pytest.raises(VaultError):
        unseal_text(theirs, f"new app of person {room.dora.pk}")


def test_new_codes_replace_the_old_and_the_last_factor_takes_them_along(room: Newsroom) -> None:
    old = with_app(room.dora)
    client = room.client(room.dora)
    assert client.post("/account/codes/new/")["Location"] == "/account/codes/"
    assert not set(old) & set(factors.of(room.dora).codes_to_store)
    app = factors.of(room.dora).app
    theirs = room.client(room.alice).post(f"/account/factors/{app.pk}/remove/")
    assert theirs.status_code == 422, "nobody removes what is not theirs"
    assert client.post(f"/account/factors/{app.pk}/remove/").status_code == 302
    assert factors.of(room.dora) == factors.Factors((), None, None)
    answer = client.post("/account/codes/new/")
    assert "Add a passkey or an authenticator app first." in answer.content.decode()


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64) Chrome/156.0 Safari/537.36", "Chrome on Linux"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/156 Safari/537 Edg/156", "Edge on Windows"),
        ("Mozilla/5.0 (Android 16; Mobile; rv:150.0) Gecko Firefox/150.0", "Firefox on Android"),
        ("curl/8", "Unknown device"),
        ("", "Unknown device"),
    ],
)
def test_a_device_is_named_as_people_call_it(agent: str, words: str) -> None:
    assert device(agent) == words
