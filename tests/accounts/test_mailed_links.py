from __future__ import annotations

from datetime import timedelta
from urllib.parse import unquote

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from newsroom import PASSWORD, Newsroom
from oyez.accounts import links
from oyez.accounts.models import Link
from oyez.audit.queries import last_entries


def made(room: Newsroom, path: str = "/account/", **more: timedelta) -> str:
    return links.make(room.bob, path, **more).removeprefix("http://127.0.0.1:8000")


def test_a_link_leads_through_the_door_to_the_page(room: Newsroom) -> None:
    address, client = made(room), Client()
    to_door = client.get(address)["Location"]
    assert to_door.startswith("/sign-in/?next=")
    assert not client.session.get("_auth_user_id"), "it signs nobody in"
    data = {"email": room.bob.email, "password": PASSWORD, "next": unquote(to_door[15:])}
    back = client.post("/sign-in/", data)["Location"]
    assert back == address
    assert client.get(back)["Location"] == "/account/"
    assert last_entries(1)[0].action == "accounts.use_link"


def test_a_second_use_says_so_and_offers_the_page(room: Newsroom) -> None:
    address, client = made(room), room.client(room.bob)
    assert client.get(address).status_code == 302
    answer = client.get(address)
    assert answer.status_code == 200
    assert "This link has been used" in answer.content.decode()
    assert 'href="/account/"' in answer.content.decode()


def test_looking_without_signing_in_uses_nothing_up(room: Newsroom) -> None:
    address = made(room)
    Client().get(address)
    Client().head(address)
    assert room.client(room.bob).get(address)["Location"] == "/account/"


def test_it_works_for_its_person_only(room: Newsroom) -> None:
    address = made(room)
    answer = room.client(room.alice).get(address)
    assert answer.status_code == 403
    assert "/account/" not in answer.content.decode().split("<main")[1].split("</main")[0]
    assert room.client(room.bob).get(address)["Location"] == "/account/"


def test_it_ends_after_a_day_and_is_forgotten_after_a_month(room: Newsroom) -> None:
    address = made(room)
    with time_machine.travel(timezone.now() + timedelta(hours=24, seconds=1)):
        answer = room.client(room.bob).get(address)
        assert answer.status_code == 410
        assert "This link is over" in answer.content.decode()
    with time_machine.travel(timezone.now() + timedelta(days=32)):
        made(room)
    assert Link.objects.count() == 1
    quick = made(room, valid=timedelta(minutes=-1))
    assert Client().get(quick).status_code == 410


def test_a_word_that_was_not_made_here_leads_nowhere(room: Newsroom) -> None:
    address = made(room)
    row = Link.objects.get()
    for word in ("x", row.digest, address[4:-2] + "A"):
        assert room.client(room.bob).get(f"/go/{word}/").status_code == 410
    assert address[4:-1] not in str(Link.objects.values()), "the rows alone do not give the words"


@pytest.mark.parametrize("path", ["https://evil.example/", "//evil.example/", "", "x", "/" * 501])
def test_it_leads_to_a_path_of_the_console(room: Newsroom, path: str) -> None:
    with pytest.raises(ValueError, match="path of the console"):
        links.make(room.bob, path)
