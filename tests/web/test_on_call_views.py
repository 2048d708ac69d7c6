from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from newsroom import Newsroom
from oyez.govern.actions import plan_duty
from oyez.govern.models import Duty


def page(answer: HttpResponse) -> str:
    return answer.content.decode()


def sent(room: Newsroom, **more: object) -> dict[str, object]:
    begins = timezone.localtime() + timedelta(hours=1)
    data: dict[str, object] = {
        "path": room.police.path,
        "person": room.dora.pk,
        "begins_at": begins.strftime("%Y-%m-%dT%H:%M"),
        "ends_at": (begins + timedelta(hours=8)).strftime("%Y-%m-%dT%H:%M"),
    }
    return data | more


def running(room: Newsroom) -> Duty:
    now = timezone.now()
    return plan_duty(
        None,
        room.unit.path,
        room.alice,
        begins_at=now - timedelta(hours=1),
        ends_at=now + timedelta(hours=3),
    )


def test_somebody_is_put_on_call_and_the_hole_after_is_said(room: Newsroom) -> None:
    assert "Nobody is on call now." in page(room.client(room.dora).get("/on-call/"))
    assert room.client(room.dora).post("/on-call/", sent(room)).status_code == 302
    html = page(room.client(room.bob).get("/on-call/"))
    assert "Dora" in html
    assert "Polizeidirektion Osnabrück: now, until" in html
    assert "Add duty" not in html, "approvers do not plan"


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"person": ""}, "This field is required."),
        ({"ends_at": "later"}, "Write date and time like"),
        ({"ends_at": "2020-01-01T00:00"}, "The duty would end before it begins."),
        ({"begins_at": "2020-01-01T00:00"}, "31 days at most"),
        ({"path": "/"}, "Select a valid choice."),
    ],
)
def test_what_is_refused_stays_typed(room: Newsroom, more: dict[str, object], said: str) -> None:
    data = sent(room) | more
    answer = room.client(room.dora).post("/on-call/", data)
    assert answer.status_code == 422
    assert said in page(answer)
    assert f'value="{data["begins_at"]}"' in page(answer)
    assert not Duty.objects.exists()


def test_whoever_is_on_call_hands_over_with_a_note(room: Newsroom) -> None:
    duty = running(room)
    path = f"/on-call/{duty.pk}/hand-over/"
    nobody = room.client(room.alice).post(path, {"to": "", "note": "They call back at six."})
    assert nobody.status_code == 422
    assert "They call back at six." in page(nobody)
    assert f'href="#hand{duty.pk}_to"' in page(nobody)
    data = {"to": room.bob.pk, "note": "They call back at six."}
    assert "no role" in page(room.client(room.bob).post(path, data)), "not theirs"
    assert room.client(room.charlie).post(path, data).status_code == 404
    assert room.client(room.alice).post(path, data).status_code == 302
    html = page(room.client(room.bob).get("/on-call/"))
    assert "They call back at six." in html


def test_a_duty_is_ended_by_those_who_plan(room: Newsroom) -> None:
    duty = running(room)
    path = f"/on-call/{duty.pk}/end/"
    refused = room.client(room.alice).post(path)
    assert refused.status_code == 422
    assert "no role" in page(refused)
    assert room.client(room.charlie).post(path).status_code == 404
    assert room.client(room.dora).post(path).status_code == 302
    assert room.client(room.dora).post(path).status_code == 422, "over already"
    assert room.client(room.dora).post("/on-call/999/end/").status_code == 404
    assert room.client(room.dora).get(path).status_code == 405


def test_it_asks_as_often_for_fifty_duties_as_for_five(room: Newsroom) -> None:
    client, counts, now = room.client(room.dora), [], timezone.now()
    for number in (5, 45):
        Duty.objects.bulk_create(
            Duty(
                path=room.unit.path,
                place="Emsland",
                person=room.alice,
                begins_at=now - timedelta(minutes=place + 1),
                ends_at=now + timedelta(hours=1),
            )
            for place in range(number)
        )
        with CaptureQueriesContext(connection) as caught:
            assert client.get("/on-call/").status_code == 200
        counts.append(len(caught))
    assert counts[0] == counts[1] <= 22
