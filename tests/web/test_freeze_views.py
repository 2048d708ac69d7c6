from __future__ import annotations

from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from newsroom import Newsroom
from oyez.accounts.actions import revoke
from oyez.domain.roles import Role
from oyez.govern.actions import create_unit, freeze
from oyez.govern.models import Freeze


def page(answer: HttpResponse) -> str:
    return answer.content.decode()


def test_a_place_says_how_far_its_freeze_reaches_and_who_lifts_it(room: Newsroom) -> None:
    html = page(room.client(room.dora).get(f"/freeze/?scope={room.unit.path}"))
    assert "through the 3 channels of Polizeiinspektion Emsland" in html
    assert "Who can lift it: Greta" in " ".join(html.split())
    only = {"HX-Request": "true"}
    part = room.client(room.dora).get(f"/freeze/?scope={room.mastodon.path}", headers=only)
    assert "<html" not in page(part)
    assert "through the one channel of Mastodon Emsland" in page(part)
    assert "HX-Request" in part["Vary"]
    revoke(None, room.greta, Role.GOVERNOR, "/nds/")
    html = page(room.client(room.dora).get(f"/freeze/?scope={room.unit.path}"))
    assert "Nobody has the role that lifts it." in html


def test_a_single_channel_is_frozen(room: Newsroom) -> None:
    data = {"scope": room.mastodon.path, "reason": "Taken over"}
    assert room.client(room.dora).post("/freeze/", data).status_code == 302
    assert Freeze.objects.get().scope_name == "Mastodon Emsland"


def test_what_does_not_exist_is_not_offered(room: Newsroom) -> None:
    for scope in ("/nds/os/emsland/@999/", "/nds/os/emsland/@x/", "/nds/os/nowhere/", "/nds/"):
        html = page(room.client(room.dora).get(f"/freeze/?scope={scope}"))
        assert f'value="{scope}"' not in html
        answer = room.client(room.dora).post("/freeze/", {"scope": scope, "reason": "x"})
        assert answer.status_code == 422
    assert not Freeze.objects.exists()


def test_a_refused_freeze_keeps_what_was_typed(room: Newsroom) -> None:
    nowhere = room.client(room.dora).post("/freeze/", {"scope": "", "reason": "Taken over"})
    assert nowhere.status_code == 422
    assert 'value="Taken over"' in page(nowhere)
    no_reason = room.client(room.dora).post("/freeze/", {"scope": room.unit.path, "reason": " "})
    assert f'<option value="{room.unit.path}" selected' in page(no_reason)
    assert "A freeze needs a reason." in page(no_reason)


def test_many_places_can_be_searched(room: Newsroom) -> None:
    for number in range(70):
        create_unit(None, room.police, slug=f"u{number}", name=f"Station {number}")
    html = page(room.client(room.dora).get("/freeze/"))
    assert "Find a place by name" in html
    found = page(room.client(room.dora).get("/freeze/?find=station 6"))
    assert "Station 61" in found
    assert "Station 51" not in found
    assert "Find a place by name" in found


def test_it_asks_as_often_for_fifty_freezes_as_for_five(room: Newsroom) -> None:
    client, counts = room.client(room.greta), []
    room.approved()
    for number in (5, 45):
        for _ in range(number):
            freeze(None, room.unit.path, reason="Taken over")
        with CaptureQueriesContext(connection) as caught:
            assert client.get("/freeze/").status_code == 200
        counts.append(len(caught))
    assert counts[0] == counts[1] <= 20


def test_what_waits_stands_at_the_freeze_that_stops_it(room: Newsroom) -> None:
    notice = room.approved()
    notice.deliveries.update(due_at=timezone.now())
    freeze(None, room.mastodon.path, reason="Taken over")
    freeze(None, room.elsewhere.path, reason="Also")
    html = page(room.client(room.greta).get("/freeze/"))
    assert html.count(f'href="/notices/{notice.code}/"') == 1
    assert html.count("Nothing waits behind it.") == 1
