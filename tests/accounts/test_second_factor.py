from __future__ import annotations

import json

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from app_codes import SECRET, shown, with_app
from django.test import Client

from newsroom import PASSWORD, Newsroom
from oyez.accounts import factors
from oyez.accounts.actions import forget_factors, set_up_app
from oyez.accounts.models import Session
from oyez.audit.queries import last_entries
from oyez.domain.errors import NotAllowed

NOW = "2026-09-01T12:00:10Z"
SECOND = "/sign-in/second/?next=%2Faccount%2F"


@pytest.fixture(autouse=True)
def clock(db: None) -> object:
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


def half_way(name: str = "dora") -> Client:
    client = Client()
    data = {"email": f"{name}@police.example", "password": PASSWORD, "next": "/account/"}
    assert client.post("/sign-in/", data)["Location"] == SECOND
    return client


def code(client: Client, text: str) -> tuple[int, str]:
    answer = client.post(SECOND, {"code": text})
    return answer.status_code, answer.get("Location", "") or answer.content.decode()


def test_the_password_alone_opens_nothing_once_there_is_an_app(
    room: Newsroom, clock: object
) -> None:
    with_app(room.dora)
    client = half_way()
    assert client.get("/account/")["Location"].startswith("/sign-in/")
    assert "One more proof" in client.get(SECOND).content.decode()
    clock.shift(60)
    assert code(client, shown()) == (302, "/account/")
    assert client.get("/account/").status_code == 200
    assert last_entries(1)[0].data == {"how": "password and app"}


def test_a_code_works_once_even_in_another_browser(room: Newsroom, clock: object) -> None:
    with_app(room.dora)
    assert "does not fit" in code(half_way(), shown())[1], "it was used up when the app was set up"
    clock.shift(60)
    assert code(half_way(), shown()) == (302, "/account/")
    assert "does not fit" in code(half_way(), shown())[1]
    assert "does not fit" in code(half_way(), shown(steps=-1))[1], "nor does an older one"


def test_a_clock_that_is_half_a_minute_off_is_forgiven(room: Newsroom, clock: object) -> None:
    with_app(room.dora)
    clock.shift(120)
    assert "does not fit" in code(half_way(), shown(steps=2))[1]
    assert code(half_way(), shown(steps=1)) == (302, "/account/")


def test_recovery_codes_stand_in_and_each_works_once(room: Newsroom) -> None:
    first, second, *rest = with_app(room.dora)
    assert len(rest) == 8
    assert code(half_way(), f" {first[:4]} {first[4:]} ") == (302, "/account/")
    assert "does not fit" in code(half_way(), first)[1]
    assert factors.of(room.dora).codes_left == 9
    assert code(half_way(), second)[0] == 302
    for each in rest[:6]:
        code(half_way(), each)
    answer = half_way().post("/sign-in/second/?next=%2Ffreeze%2F", {"code": rest[6]})
    assert answer["Location"] == "/account/", "whoever has few left is led to where new ones are"


def test_wrong_codes_close_the_door_for_the_person_wherever_they_come_from(
    room: Newsroom, clock: object
) -> None:
    codes = with_app(room.dora)
    for number in range(5):
        client = half_way()
        answer = client.post(SECOND, {"code": "000000"}, REMOTE_ADDR=f"192.0.2.{number}")
        assert "does not fit" in answer.content.decode()
    failures = [one for one in last_entries(20) if one.action == "accounts.proof_failed"]
    assert len(failures) == 5
    assert "Too many attempts" in code(half_way(), codes[0])[1]
    clock.shift(16 * 60)
    assert code(half_way(), codes[0])[0] == 302


@pytest.mark.parametrize("text", ["", "abc", "12345", "١٢٣٤٥٦", "0" * 21, "1 OR 1=1", "-12345"])
def test_nonsense_is_a_sentence_at_the_field(room: Newsroom, text: str) -> None:
    with_app(room.dora)
    status, html = code(half_way(), text)
    assert status == 422
    assert 'id="id_code_error"' in html


def test_the_half_way_house_closes_after_ten_minutes_and_with_the_password(
    room: Newsroom, clock: object
) -> None:
    codes = with_app(room.dora)
    late, changed = half_way(), half_way()
    clock.shift(601)
    assert code(late, codes[0]) == (302, "/sign-in/")
    changed = half_way()
    room.dora.set_password("another long password")
    room.dora.save()
    assert code(changed, codes[0]) == (302, "/sign-in/")
    assert Client().get(SECOND)["Location"] == "/sign-in/"


def test_leading_elsewhere_is_not_possible(room: Newsroom) -> None:
    codes = with_app(room.dora)
    for evil, each in zip(("//evil.example/", "https://evil.example/"), codes, strict=False):
        answer = half_way().post(f"/sign-in/second/?next={evil}", {"code": each})
        assert answer["Location"] == "/"


def test_secrets_lie_sealed_in_the_database(room: Newsroom) -> None:
    codes = with_app(room.dora)
    stored = json.dumps(list(Authenticator.objects.values_list("data", flat=True)))
    assert SECRET not in stored
    assert not any(each in stored for each in codes)


def test_an_app_is_kept_only_when_it_shows_the_right_code(room: Newsroom) -> None:
    with pytest.raises(NotAllowed, match="does not fit") as refused:
        set_up_app(room.dora, SECRET, "000000")
    assert refused.value.field == "code"
    assert not factors.of(room.dora).any
    with_app(room.dora)
    with pytest.raises(NotAllowed, match="already"):
        set_up_app(room.dora, SECRET, shown())


def test_only_an_administrator_of_all_their_places_forgets_somebodys_factors(
    room: Newsroom,
) -> None:
    with_app(room.dora)
    room.client(room.dora)
    for by in (room.alice, room.dora):
        with pytest.raises(NotAllowed):
            forget_factors(by, room.dora)
    forget_factors(room.ada, room.dora)
    assert not factors.of(room.dora).any
    assert not Session.objects.filter(person=room.dora).exists()
    with pytest.raises(NotAllowed, match="no second factor"):
        forget_factors(None, room.dora)


@pytest.mark.parametrize(
    "credential",
    ["", "no json", "[]", "7", "{}", '{"response": {"userHandle": "!"}}', '{"response": 3}'],
)
def test_a_credential_that_is_none_opens_nothing(room: Newsroom, credential: str) -> None:
    client = Client()
    assert "publicKey" in client.get("/sign-in/passkey/").json()
    answer = client.post("/sign-in/passkey/", {"credential": credential, "next": "/freeze/"})
    assert answer.status_code == 422
    assert 'name="next" value="/freeze/"' in answer.content.decode()
    assert client.get("/account/").status_code == 302
    mine = room.client(room.dora)
    mine.get("/account/passkeys/options/")
    assert mine.post("/account/passkeys/new/", {"credential": credential}).status_code == 422
    assert not factors.of(room.dora).any
