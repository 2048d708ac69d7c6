"""A session that ended loses nothing, and shows nothing to anybody else."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from composer_form import NEW, clock, press, text, typed
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from newsroom import PASSWORD, Newsroom
from oyez.accounts.models import Person, Session
from oyez.publish.actions.jot import LARGEST, MOST, STRANGERS
from oyez.publish.models import Jotting, Notice

WORDS = "Words that took an hour."


def ended(room: Newsroom, person: Person) -> Client:
    """The person's browser, after the session ended by time."""
    client = room.client(person)
    Session.objects.update(expire_date=timezone.now() - timedelta(hours=1))
    return client


def where_to(location: str) -> str:
    return unquote(parse_qs(urlsplit(location).query)["next"][0])


def sign_in(client: Client, name: str, where: str) -> str:
    data = {"email": f"{name}@police.example", "password": PASSWORD, "next": where}
    return str(client.post("/sign-in/", data)["Location"])


def test_after_signing_in_everything_typed_is_there(room: Newsroom) -> None:
    client = ended(room, room.alice)
    answer = press(client, room, body_0=WORDS, area="Lingen", urgency="important", submit="1")
    assert answer["Location"].startswith("/sign-in/?next=")
    assert not Notice.objects.exists(), "nothing is done without a person"
    where = sign_in(client, "alice", where_to(answer["Location"]))
    page = client.get(where)
    assert WORDS in page.content.decode()
    assert 'value="Lingen"' in page.content.decode()
    assert "Here is what you typed" in text(page)
    assert re.search(r'value="important"[^>]* checked', page.content.decode())
    assert press(client, room, body_0=WORDS, submit="1").status_code == 302
    assert not Jotting.objects.exists(), "what is saved needs no scratch paper"


def test_a_draft_goes_on_from_the_version_that_was_seen(room: Newsroom) -> None:
    notice = room.written()
    path = f"/notices/{notice.code}/edit/"
    client = ended(room, room.alice)
    answer = press(client, room, path, body_0=WORDS, version=1, save="1")
    back = where_to(answer["Location"])
    other = room.client(room.dora)
    press(other, room, path, body_0="Dora was quicker.", version=1, form_key="d", save="1")
    page = client.get(sign_in(client, "alice", back))
    assert WORDS in page.content.decode()
    sent = press(client, room, path, body_0=WORDS, version=1, save="1")
    assert sent.status_code == 422
    assert "Dora saved another text" in text(sent)


def test_nobody_else_opens_it_even_with_the_key(room: Newsroom) -> None:
    answer = press(ended(room, room.alice), room, body_0=WORDS)
    back = where_to(answer["Location"])
    for person in (room.dora, room.charlie):
        page = room.client(person).get(back)
        assert WORDS not in page.content.decode()
        assert room.client(person).post(f"/jottings/{_key()}/drop/").status_code == 404
    assert WORDS in room.client(room.alice).get(back).content.decode()


def test_what_a_stranger_sent_belongs_to_whoever_signs_in_first_with_its_key(
    room: Newsroom,
) -> None:
    answer = press(Client(), room, body_0=WORDS)
    back, key = where_to(answer["Location"]), _key()
    assert Jotting.objects.get().person is None
    assert WORDS not in room.client(room.alice).get(NEW).content.decode(), "the key is needed"
    assert WORDS in room.client(room.dora).get(back).content.decode()
    assert Jotting.objects.get(key=key).person == room.dora
    assert WORDS not in room.client(room.alice).get(back).content.decode()


def test_a_key_opens_one_page_and_not_for_ever(room: Newsroom) -> None:
    press(ended(room, room.alice), room, body_0=WORDS)
    key, client = _key(), room.client(room.alice)
    elsewhere = f"/notices/{room.written().code}/edit/?jotting={key}"
    assert WORDS not in client.get(elsewhere).content.decode()
    Jotting.objects.update(at=timezone.now() - timedelta(hours=13))
    assert WORDS not in client.get(f"{NEW}?jotting={key}").content.decode()
    press(Client(), room, body_0="Another.")
    assert not Jotting.objects.filter(key=key).exists(), "what is too old is cleared away"


def test_it_holds_no_token_no_file_and_nothing_endless(room: Newsroom) -> None:
    client = ended(room, room.alice)
    file = SimpleUploadedFile("a.png", b"GIF89a nothing", "image/png")
    press(client, room, csrfmiddlewaretoken="sesame", picture_0=file, submit="1")
    kept = Jotting.objects.get()
    for word in ("sesame", "GIF89a", "submit=", "csrf"):
        assert word not in kept.data
    Jotting.objects.all().delete()
    answer = press(client, room, body_0="x" * (LARGEST + 1))
    assert not Jotting.objects.exists()
    assert "jotting" not in answer["Location"]


def test_strangers_cannot_fill_the_table(room: Newsroom) -> None:
    for number in range(STRANGERS + 5):
        press(Client(), room, form_key=f"k{number}")
    assert Jotting.objects.count() == STRANGERS
    client = ended(room, room.alice)
    assert "jotting" in press(client, room)["Location"], "who had a session is not one of them"


def test_the_same_form_again_takes_one_row(room: Newsroom) -> None:
    client = ended(room, room.alice)
    for words in ("One.", "Two."):
        press(client, room, body_0=words)
    kept = Jotting.objects.get()
    assert "Two." in kept.data, "also when the browser has forgotten the session by now"
    assert kept.person == room.alice
    for number in range(25):
        clock(room, form_key=f"k{number}", body_0="")
    assert Jotting.objects.count() == MOST, "and one person has a bounded number"


@pytest.mark.parametrize("part", ["autosave", "submit", "save"])
def test_through_htmx_the_page_stays_and_says_so(room: Newsroom, part: str) -> None:
    client = ended(room, room.alice)
    sent = typed(room, body_0=WORDS, **{part: "1"})
    answer = client.post(NEW, sent, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert answer["HX-Retarget"] == "#ended"
    assert "Your session has ended." in text(answer)
    assert f"jotting%3D{_key()}" in answer.content.decode()
    counting = client.post(NEW, typed(room, check="1"), headers={"HX-Request": "true"})
    assert counting.status_code == 204, "it is said once, not at every key"


def test_thrown_away_is_gone(room: Newsroom) -> None:
    press(ended(room, room.alice), room, body_0=WORDS)
    client, key = room.client(room.alice), _key()
    assert "Throw it away" in text(client.get(NEW))
    assert client.post(f"/jottings/{key}/drop/")["Location"] == NEW
    assert not Jotting.objects.exists()
    assert client.get(f"/jottings/{key}/drop/").status_code == 405


def test_a_page_that_was_open_too_long_loses_nothing_either(
    room: Newsroom, settings: object
) -> None:
    settings.CSRF_FAILURE_VIEW = "oyez.publish.views.jottings.out_of_date"
    client = Client(enforce_csrf_checks=True)
    client.force_login(room.alice)
    own = {"origin": "http://testserver"}
    answer = client.post(NEW, typed(room, body_0=WORDS), headers=own)
    assert answer["Location"] == f"{NEW}?jotting={_key()}"
    assert WORDS in client.get(answer["Location"]).content.decode()
    assert not Notice.objects.exists()
    Jotting.objects.all().delete()
    for path, headers in ((NEW, {"origin": "https://evil.example"}), (NEW, {}), ("/freeze/", own)):
        refused = client.post(path, typed(room, body_0=WORDS), headers=headers)
        assert refused.status_code == 403
        assert "Nothing was changed" in text(refused)
    assert not Jotting.objects.exists(), "no other site plants words on anybody's desk"


def _key() -> str:
    return Jotting.objects.latest("at").key
