from __future__ import annotations

from datetime import timedelta

import time_machine
from app_codes import with_app
from django.test import Client
from django.utils import timezone

from newsroom import PASSWORD, Newsroom
from oyez.accounts import factors
from oyez.accounts.models import Person, Session
from oyez.audit.queries import last_entries

LENT = "a password that was lent"


def sign_in(name: str, password: str = PASSWORD, client: Client | None = None) -> Client:
    client = client or Client()
    data = {"email": f"{name}@police.example", "password": password}
    assert client.post("/sign-in/", data).status_code == 302
    return client


def test_a_lent_password_is_exchanged_before_anything_else(room: Newsroom) -> None:
    before = sign_in("bob")
    door = f"/people/{room.bob.pk}/door/"
    assert room.client(room.ada).post(door, {"password": LENT}).status_code == 302
    assert before.get("/account/").status_code == 302, "every session has ended"
    bob = sign_in("bob", LENT)
    for path in ("/", "/account/", "/freeze/", "/notices/new/"):
        assert bob.get(path)["Location"] == "/account/password/"
    assert bob.post("/freeze/", {})["Location"] == "/account/password/"
    assert bob.get("/account/password/").status_code == 200
    data = {"current": LENT, "password": "one of my very own"}
    assert bob.post("/account/password/", data).status_code == 302
    assert bob.get("/account/").status_code == 200
    assert not Person.objects.get(pk=room.bob.pk).password_is_lent


def test_a_first_password_by_an_administrator_is_lent_and_one_by_a_command_is_not(
    room: Newsroom,
) -> None:
    data = {"name": "Eve", "email": "eve@police.example", "language": "en", "password": LENT}
    assert room.client(room.ada).post("/people/", data).status_code == 302
    assert Person.objects.get(email="eve@police.example").password_is_lent
    assert not Person.objects.filter(password_is_lent=True).exclude(name="Eve").exists()


def test_who_may_help_and_what_is_refused(room: Newsroom) -> None:
    door = f"/people/{room.bob.pk}/door/"
    for person in (room.alice, room.greta):
        assert room.client(person).get(door).status_code == 404
        assert room.client(person).post(door, {"forget": "1"}).status_code == 404
    ada = room.client(room.ada)
    assert "How Bob signs in" in ada.get(door).content.decode()
    for data in ({"password": "short"}, {"password": ""}, {"forget": "1"}, {}):
        answer = ada.post(door, data)
        assert answer.status_code == 422, data
        assert 'value="short"' not in answer.content.decode()
    own = ada.post(f"/people/{room.ada.pk}/door/", {"forget": "1"})
    assert "their own second factor" in own.content.decode()


def test_lost_factors_are_forgotten_by_an_administrator(room: Newsroom) -> None:
    with_app(room.bob)
    answer = room.client(room.ada).post(f"/people/{room.bob.pk}/door/", {"forget": "1"})
    assert answer["Location"] == f"/people/{room.bob.pk}/"
    assert not factors.of(room.bob).any
    assert last_entries(1)[0].action == "accounts.forget_factors"
    assert sign_in("bob").get("/account/").status_code == 200


def test_with_a_lost_vault_key_no_code_fits_and_nothing_breaks(
    room: Newsroom, settings: object
) -> None:
    codes = with_app(room.bob)
    settings.VAULT_KEY = "MTExMTExMTExMTExMTExMTExMTExMTExMTExMTExMTE="
    client = sign_in("bob")
    answer = client.post("/sign-in/second/", {"code": codes[0]})
    assert answer.status_code == 422
    assert factors.of(room.bob).codes_left == 0


def test_a_half_signed_in_person_is_not_taken_for_who_was_there_before(room: Newsroom) -> None:
    with_app(room.bob)
    client = sign_in("dora")
    data = {"email": "bob@police.example", "password": PASSWORD}
    assert client.post("/sign-in/", data)["Location"].startswith("/sign-in/second/")


def test_questions_to_nobody_are_forgotten_within_minutes(room: Newsroom) -> None:
    Client().get("/sign-in/passkey/")
    asked = Session.objects.get()
    assert asked.expire_date <= timezone.now() + timedelta(minutes=11)
    client = Client()
    client.get("/sign-in/passkey/")
    sign_in("bob", client=client)
    assert client.session.get_expiry_age() > 3600, "a session that begins lives as long as others"
    with time_machine.travel(timezone.now() + timedelta(minutes=12)):
        sign_in("dora")
    assert not Session.objects.filter(person=None).exists()


def test_being_seen_is_written_down_once_a_minute(room: Newsroom) -> None:
    start = timezone.now()
    with time_machine.travel(start, tick=False) as clock:
        client = sign_in("bob")
        clock.shift(59)
        client.get("/account/password/")
        assert Session.objects.get(person=room.bob).seen_at <= start + timedelta(seconds=1)
        clock.shift(2)
        client.get("/account/password/")
        row = Session.objects.get(person=room.bob)
        assert row.seen_at > start + timedelta(seconds=60)
        assert row.begun_at < start + timedelta(seconds=1)
