"""The pages about being paged: one's own ways, and what stands behind the rota."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from paged import BROWSER
from pytest_django.fixtures import Settings

from newsroom import Newsroom
from oyez.govern.models import Duty
from oyez.guard.models import PagingWay, PushKey, Stationed, Trial
from oyez.guard.push_key import public_half


@pytest.fixture
def dora(room: Newsroom, settings: Settings) -> Client:
    settings.PAGE_PHONE_URL = "https://calls.example/call"
    return room.client(room.dora)


def test_a_number_is_entered_tried_and_removed(dora: Client, room: Newsroom) -> None:
    sent = {"way": "phone", "address": "541 327"}
    answer = dora.post("/account/paging/", sent)
    assert answer.status_code == 422
    assert "541 327" in answer.content.decode(), "nothing typed is lost"
    dora.post("/account/paging/", {"way": "phone", "address": "+49 541 327 1"})
    row = PagingWay.objects.get()
    page = dora.get("/account/paging/").content.decode()
    assert "… 271" in page
    assert "+495413271" not in page, "the number is not shown again"
    assert dora.post("/account/paging/test/").status_code == 302
    assert Trial.objects.count() == 1
    assert dora.post("/account/paging/test/").status_code == 422
    bob = room.client(room.bob)
    assert bob.post(f"/account/paging/{row.pk}/remove/").status_code == 404
    dora.post(f"/account/paging/{row.pk}/remove/")
    assert not PagingWay.objects.exists()


def test_a_browser_is_entered_by_its_own_script(dora: Client) -> None:
    page = dora.get("/account/paging/").content.decode()
    assert f'data-key="{public_half()}"' in page
    assert PushKey.objects.count() == 1
    answer = dora.post(
        "/account/paging/",
        {"way": "push", "address": BROWSER % "https://push.example"},
        headers={"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0"},
    )
    assert answer.status_code == 302
    assert "Firefox" in PagingWay.objects.get().label


def test_the_script_of_the_browser_is_ours_and_keeps_to_its_place(dora: Client) -> None:
    answer = dora.get("/account/paging/worker.js")
    assert answer["Content-Type"].startswith("text/javascript")
    assert answer["Service-Worker-Allowed"] == "/account/paging/"
    assert "self.location.origin" in answer.content.decode()
    assert "script-src 'self'" in answer["Content-Security-Policy"]


def test_who_is_on_call_with_one_way_is_told_on_the_desk(dora: Client, room: Newsroom) -> None:
    assert "cannot be reached by two ways" not in dora.get("/").content.decode()
    now = timezone.now()
    Duty.objects.create(
        path=room.police.path, place="PD", person=room.dora, begins_at=now,
        ends_at=now + timedelta(hours=1),
    )  # fmt: skip
    assert "cannot be reached by two ways" in dora.get("/").content.decode()
    assert "An alarm may not reach people" in dora.get("/on-call/").content.decode()


def test_a_place_and_a_person_stand_behind_the_rota(dora: Client, room: Newsroom) -> None:
    sent = {"station": "final", "path": room.police.path, "name": " "}
    assert dora.post("/on-call/stations/", sent).status_code == 422
    dora.post("/on-call/stations/", sent | {"name": "Control room"})
    head = {"station": "head", "path": room.unit.path, "person": room.bob.pk}
    dora.post("/on-call/stations/", head)
    assert {one.name for one in Stationed.objects.all()} == {"Control room", "Bob"}
    place = Stationed.objects.get(station="final")
    bad = dora.post(f"/on-call/stations/{place.pk}/ways/", {"way": "phone", "address": "1"})
    assert bad.status_code == 422
    way = {"way": "phone", "address": "+49 541 327 0"}
    dora.post(f"/on-call/stations/{place.pk}/ways/", way)
    assert PagingWay.objects.get().stationed == place
    dora.post(f"/on-call/stations/{place.pk}/test/")
    assert Trial.objects.get().stationed == place
    page = dora.get("/on-call/stations/").content.decode()
    assert "Control room" in page
    assert "/on-call/stations/" in dora.get("/on-call/").content.decode()
    charlie = room.client(room.charlie)
    dora.post(f"/on-call/stations/{place.pk}/ways/{PagingWay.objects.get().pk}/remove/")
    assert charlie.post(f"/on-call/stations/{place.pk}/remove/").status_code == 422
    dora.post(f"/on-call/stations/{place.pk}/remove/")
    assert [one.name for one in Stationed.objects.all()] == ["Bob"]
