from __future__ import annotations

import re

import pytest
from django.test import Client

from newsroom import PASSWORD, Newsroom
from oyez.domain.notice import Urgency

PAGES = ("/", "/notices/new/", "/channels/", "/channels/new/", "/platforms/", "/freeze/")


def status(room: Newsroom, name: str, path: str) -> int:
    return room.client(getattr(room, name)).get(path).status_code


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/", "alice bob charlie dora greta ada audrey"),
        ("/notices/new/", "alice charlie dora"),
        ("/channels/", "alice bob charlie dora greta ada audrey"),
        ("/channels/new/", "greta ada"),
        ("/platforms/", "alice bob charlie dora greta ada audrey"),
        ("/freeze/", "alice bob charlie dora greta ada audrey"),
        ("/people/", "ada"),
        ("/ledger/", "audrey"),
        ("/ledger/?verify=1", "audrey"),
    ],
)
def test_pages_open_for_those_who_may_and_do_not_exist_for_others(
    room: Newsroom, path: str, allowed: str
) -> None:
    people = ("alice", "bob", "charlie", "dora", "greta", "ada", "audrey")
    found = {name: status(room, name, path) for name in people}
    assert found == {name: 200 if name in allowed.split() else 404 for name in people}


@pytest.mark.parametrize("urgency", [Urgency.ROUTINE, Urgency.CRITICAL])
def test_a_notice_exists_for_its_unit_only(room: Newsroom, urgency: Urgency) -> None:
    code = room.submitted(urgency).notice.code
    for path in (f"/notices/{code}/", f"/notices/{code}/progress/", f"/notices/{code}/edit/"):
        assert status(room, "charlie", path) == 404, path
    assert status(room, "bob", f"/notices/{code}/") == 200
    assert status(room, "bob", f"/notices/{code}/edit/") == 404, "approvers do not write"
    assert room.client(room.charlie).post(f"/notices/{code}/retract/").status_code == 404


def test_whoever_is_not_signed_in_is_asked_to_sign_in(room: Newsroom) -> None:
    code = room.written().code
    for path in (*PAGES, "/people/", "/ledger/", f"/notices/{code}/", f"/notices/{code}/edit/"):
        answer = Client().get(path)
        assert answer.status_code == 302, path
        assert answer["Location"].startswith("/sign-in/?next="), path


def test_changes_are_made_by_post_with_a_token(room: Newsroom) -> None:
    code = room.approved().code
    client = Client(enforce_csrf_checks=True)
    client.force_login(room.alice)
    answer = client.post(f"/notices/{code}/retract/", {"reason": "wrong"})
    assert answer.status_code == 403
    assert "Nothing was changed" in answer.content.decode()
    assert room.client(room.alice).get(f"/notices/{code}/retract/").status_code == 302
    assert room.client(room.alice).get("/sign-out/").status_code == 405


def test_every_page_forbids_by_header_what_it_never_does(room: Newsroom) -> None:
    answer = room.client(room.alice).get("/")
    assert "script-src 'self'" in answer["Content-Security-Policy"]
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Cache-Control"] == "no-store"
    html = answer.content.decode()
    assert not re.search(r"\sstyle=|\son\w+=", html)
    scripts = re.findall(r"<script([^>]*)>(.*?)</script>", html, re.DOTALL)
    assert scripts
    for attributes, text in scripts:
        assert re.search(r'src="/static/', attributes), "every script is a file of ours"
        assert text == ""


def test_signing_in_leads_to_the_page_that_was_asked_for(room: Newsroom) -> None:
    data = {"email": "alice@police.example", "password": PASSWORD, "next": "/freeze/"}
    assert Client().post("/sign-in/", data)["Location"] == "/freeze/"
    for evil in ("https://evil.example/", "//evil.example/", "javascript:alert(1)"):
        assert Client().post("/sign-in/", data | {"next": evil})["Location"] == "/"
    client = room.client(room.alice)
    assert client.post("/sign-out/")["Location"] == "/sign-in/"
    assert client.get("/").status_code == 302


def test_a_wrong_password_is_a_sentence_and_too_many_close_the_door(room: Newsroom) -> None:
    client, data = Client(), {"email": "alice@police.example", "password": "wrong"}
    for _ in range(5):
        answer = client.post("/sign-in/", data)
        assert answer.status_code == 422
        assert "The address or the password is wrong." in answer.content.decode()
    html = client.post("/sign-in/", data).content.decode()
    assert "Too many attempts have failed. Try again at" in html
    assert "alice@police.example" in html, "what was typed is kept"
    assert 'wrong"' not in html, "but never a password"


def test_a_freeze_stands_on_every_page_of_those_it_concerns(room: Newsroom) -> None:
    data = {"scope": room.unit.path, "reason": "Account was taken over"}
    assert room.client(room.dora).post("/freeze/", data).status_code == 302
    assert "Account was taken over" in room.client(room.alice).get("/notices/new/").content.decode()
    assert "Account was taken over" not in room.client(room.charlie).get("/").content.decode()


def test_an_exercise_says_so(room: Newsroom, settings: object) -> None:
    assert "EXERCISE" not in room.client(room.alice).get("/").content.decode()
    settings.EXERCISE = True
    html = room.client(room.alice).get("/").content.decode()
    assert "EXERCISE" in html
    assert '<body class="exercise"' in html


def test_what_does_not_exist_is_said_in_words(room: Newsroom) -> None:
    answer = room.client(room.alice).get("/notices/nothing/")
    assert answer.status_code == 404
    assert "There is no such page" in answer.content.decode()


def test_a_page_asks_the_database_a_bounded_number_of_times(
    room: Newsroom, django_assert_max_num_queries: object
) -> None:
    for _ in range(5):
        room.approved()
        room.submitted()
    client = room.client(room.bob)
    code = room.approved().code
    for path in ("/", "/channels/", "/freeze/", f"/notices/{code}/"):
        with django_assert_max_num_queries(25):
            client.get(path)
