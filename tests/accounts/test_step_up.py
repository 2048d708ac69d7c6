"""What needs a fresh proof, and that exactly what was sent is carried out, once."""

from __future__ import annotations

from datetime import timedelta
from threading import Barrier

import pytest
from app_codes import with_app
from deeds import WAYS
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone

from newsroom import PASSWORD, Newsroom
from oyez.accounts import kept
from oyez.accounts.actions import grant
from oyez.accounts.models import KeptForm
from oyez.accounts.sessions import PROVED
from oyez.accounts.stepup import DEEDS, step_up
from oyez.domain.roles import Role
from oyez.govern.models import Freeze
from oyez.publish.models import Notice
from together import together


def ask(room: Newsroom, deed: str) -> tuple[Client, str]:
    """Send it with a session that was proved long ago; where the browser is led."""
    person, path, data = WAYS[deed](room)
    client = room.client(person, stale=True)
    answer = client.post(path, data)
    assert answer.status_code == 302, answer.content.decode()
    return client, answer["Location"]


@pytest.mark.parametrize("deed", DEEDS)
def test_every_deed_of_the_table_asks_first(room: Newsroom, deed: str) -> None:
    client, where = ask(room, deed)
    assert where.startswith("/confirm/"), f"{deed} was done without a fresh proof"
    assert KeptForm.objects.get().deed == deed
    html = client.get(where).content.decode()
    assert str(DEEDS[deed].then) in html


@pytest.mark.parametrize("deed", DEEDS)
def test_nothing_asks_whoever_has_just_shown_who_they_are(room: Newsroom, deed: str) -> None:
    person, path, data = WAYS[deed](room)
    answer = room.client(person).post(path, data)
    assert not answer.get("Location", "").startswith("/confirm/")


def test_what_is_in_no_table_needs_no_proof(room: Newsroom) -> None:
    notice = room.written()
    client = room.client(room.alice, stale=True)
    answer = client.post(f"/notices/{notice.code}/submit/", {"revision": notice.revisions.get().pk})
    assert "/confirm/" not in answer.get("Location", "")
    with pytest.raises(AssertionError, match="table"):
        step_up("aprove")


def test_a_view_without_its_decorator_would_be_noticed(room: Newsroom) -> None:
    def bare(request: HttpRequest) -> HttpResponse:
        return HttpResponse("done")

    request = RequestFactory().post("/freeze/", {"scope": "/"})
    request.user, request.session = room.greta, room.client(room.greta, stale=True).session
    assert bare(request).content == b"done"
    assert step_up("freeze")(bare)(request)["Location"].startswith("/confirm/")


def test_the_password_carries_out_what_was_sent_once(room: Newsroom) -> None:
    client, where = ask(room, "retract")
    code = Notice.objects.get().code
    assert Notice.objects.get().state == "approved"
    wrong = client.post(where, {"password": "wrong"})
    assert wrong.status_code == 422
    assert "The password is wrong." in wrong.content.decode()
    done = client.post(where, {"password": PASSWORD})
    assert done["Location"].startswith(f"/notices/{code}/")
    assert Notice.objects.get().state == "retracted"
    again = client.post(where, {"password": PASSWORD})
    assert "Nothing waits here" in again.content.decode()
    assert not KeptForm.objects.exists()
    assert client.session[PROVED] > 0, "and for a while nothing more is asked"


def test_what_a_rule_refuses_is_said_on_the_page_it_belongs_to(room: Newsroom) -> None:
    client = room.client(room.greta, stale=True)
    where = client.post("/freeze/", {"scope": room.unit.path, "reason": " "})["Location"]
    answer = client.post(where, {"password": PASSWORD})
    assert answer.status_code == 422
    assert 'action="/freeze/"' in answer.content.decode()
    assert not Freeze.objects.exists()


def test_a_second_factor_is_asked_for_instead_of_the_password(room: Newsroom) -> None:
    codes = with_app(room.dora)
    client, where = ask(room, "retract")
    assert 'name="password"' not in client.get(where).content.decode()
    assert client.post(where, {"password": PASSWORD}).status_code == 422
    assert Notice.objects.get().state == "approved"
    assert client.post(where, {"code": codes[0]}).status_code == 302
    assert Notice.objects.get().state == "retracted"


def test_only_the_person_who_sent_it_and_only_for_ten_minutes(room: Newsroom) -> None:
    client, where = ask(room, "retract")
    for somebody in (room.bob, room.ada):
        answer = room.client(somebody).post(where, {"password": PASSWORD})
        assert "Nothing waits here" in answer.content.decode()
    assert Client().post(where)["Location"].startswith("/sign-in/")
    KeptForm.objects.update(kept_at=timezone.now() - timedelta(minutes=10, seconds=1))
    assert "Nothing waits here" in client.post(where, {"password": PASSWORD}).content.decode()
    assert Notice.objects.get().state == "approved"


def test_signing_in_as_somebody_else_in_the_same_browser_carries_out_nothing(
    room: Newsroom,
) -> None:
    client, where = ask(room, "retract")
    client.force_login(room.bob)
    assert "Nothing waits here" in client.post(where, {"password": PASSWORD}).content.decode()
    assert Notice.objects.get().state == "approved"


def test_rights_are_asked_for_again_when_it_is_carried_out(room: Newsroom) -> None:
    client, where = ask(room, "retract")
    room.dora.memberships.all().delete()
    assert client.post(where, {"password": PASSWORD}).status_code == 404
    assert Notice.objects.get().state == "approved"


def test_a_proof_lasts_a_shift_for_taking_back_and_a_quarter_of_an_hour_for_the_rest(
    room: Newsroom, settings: object
) -> None:
    def after(minutes: int, deed: str) -> bool:
        person, path, data = WAYS[deed](room)
        client = room.client(person)
        session = client.session
        session[PROVED] -= minutes * 60
        session.save()
        return "/confirm/" in client.post(path, data).get("Location", "")

    assert [after(14, "approve"), after(16, "approve")] == [False, True]
    assert [after(700, "retract"), after(721, "retract")] == [False, True]
    settings.STEP_UP_MINUTES = 0
    assert after(1, "approve")


def test_asking_each_time_still_carries_it_out(room: Newsroom, settings: object) -> None:
    settings.STEP_UP_MINUTES = 0
    client, where = ask(room, "approve")
    assert client.post(where, {"password": PASSWORD})["Location"].startswith("/notices/")
    assert Notice.objects.get().state == "approved"


def test_a_kept_form_lies_sealed_and_bound_to_its_word(room: Newsroom) -> None:
    ask(room, "credentials")
    row = KeptForm.objects.get()
    assert b"secret-token" not in bytes(row.body)
    assert kept.look(room.ada, row.token).body["token"] == "secret-token-of-the-channel"
    assert kept.look(room.bob, row.token) is None


def test_files_and_very_long_forms_are_not_lost_silently(room: Newsroom) -> None:
    client = room.client(room.greta, stale=True)
    file = SimpleUploadedFile("a.txt", b"text")
    for data in ({"reason": "x", "file": file}, {"reason": "x" * 70_000}):
        where = client.post("/freeze/", data)["Location"]
        assert where == "/confirm/?next=%2Ffreeze%2F&lost=1"
        assert "could not be kept" in client.get(where).content.decode()
    assert client.post(where, {"password": PASSWORD})["Location"] == "/freeze/"
    for evil in ("//evil.example/", "https://evil.example/"):
        answer = client.post(f"/confirm/?next={evil}", {"password": PASSWORD})
        assert answer["Location"] == "/"


def test_a_script_is_told_to_go_to_the_page(room: Newsroom) -> None:
    client = room.client(room.greta, stale=True)
    data = {"scope": room.unit.path, "reason": "Bots"}
    answer = client.post("/freeze/", data, headers={"HX-Request": "true"})
    assert answer.status_code == 204
    assert answer["HX-Redirect"].startswith("/confirm/")


def test_pages_that_show_secrets_ask_before_they_are_read(room: Newsroom) -> None:
    client = room.client(room.dora, stale=True)
    for path in ("app/", "passkeys/new/", "passkeys/options/", "codes/", "codes/file/"):
        answer = client.get(f"/account/{path}")
        assert answer["Location"].startswith("/confirm/?next="), path
    assert client.get("/account/").status_code == 200


def test_wrong_passwords_close_this_door_too(room: Newsroom) -> None:
    client, where = ask(room, "retract")
    for _ in range(5):
        client.post(where, {"password": "wrong"})
    assert "Too many attempts" in client.post(where, {"password": PASSWORD}).content.decode()
    assert Notice.objects.get().state == "approved"


def test_whoever_signs_in_by_the_directory_alone_is_led_there(room: Newsroom) -> None:
    room.dora.set_unusable_password()
    room.dora.save()
    client, where = ask(room, "retract")
    html = client.get(where).content.decode()
    assert f"/sign-in/directory/?again=1&amp;next={where}" in html
    assert client.post(where, {"password": ""}).status_code == 422


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_the_same_moment_do_it_once(shared_room: Newsroom) -> None:
    grant(None, shared_room.ada, Role.ADMINISTRATOR, "/")
    request = RequestFactory().post("/freeze/", {"scope": "/", "reason": "Bots"})
    token = kept.keep(request, shared_room.greta, "freeze")
    assert token
    barrier = Barrier(4)

    def take() -> object:
        barrier.wait(timeout=30)
        return kept.take(shared_room.greta, token)

    taken = together(*[take] * 4)
    assert not [one for one in taken if isinstance(one, Exception)]
    assert sum(one is not None for one in taken) == 1
