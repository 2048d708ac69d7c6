"""Test pages: once a day to everybody who would be paged, and when somebody wishes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine
from gateway import gateway
from paged import Paged
from pytest_django.fixtures import Settings
from warned import live

from newsroom import Newsroom
from oyez.audit.models import Entry
from oyez.domain.errors import NotAllowed
from oyez.guard.actions import say_arrived, try_ways
from oyez.guard.models import PagingWay, Trial
from oyez.guard.queries.reaching import daily_trials, troubles
from oyez.guard.sending import send
from oyez.guard.trying import record_trials, take_trials, try_daily
from oyez.platforms.door import Door

MORNING = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)  # half past nine in Osnabrück


@pytest.fixture
def paged(room: Newsroom, settings: Settings) -> Iterator[Paged]:
    with gateway() as gate, time_machine.travel(MORNING, tick=False):
        settings.PAGE_PHONE_URL = f"{gate.url}/call"
        door = Door(allowed_networks=("127.0.0.0/8",), only_allowed=True)
        played = Paged(live(room, MORNING), door, gate)
        played.on_call(room.dora)
        played.way(room.dora, "phone", "+49 541 327 1")
        yield played
        door.close()


def sent(paged: Paged, seconds: float) -> int:
    calls = take_trials(paged.at(seconds), 50)
    record_trials([(call, send(call, paged.door)) for call in calls], paged.at(seconds))
    return len(calls)


def test_the_day_has_one_for_each_address_from_its_hour_on(paged: Paged) -> None:
    paged.control_room()
    assert try_daily(paged.at(0)) == 0, "it is half past nine"
    assert try_daily(paged.at(1800)) == 2
    assert try_daily(paged.at(1801)) == 0, "however many workers ask"
    assert sent(paged, 1802) == 2
    told = [call.json for call in paged.gateway.calls]
    assert [one["urgency"] for one in told] == ["quiet", "quiet"], "nobody is woken by a test"
    assert {row.station for row in daily_trials(["/"])} == {"on_call", "final"}
    assert try_daily(paged.at(1800 + 86_400)) > 0, "the next day has its own"


def test_a_day_that_reaches_nobody_is_red(paged: Paged) -> None:
    paged.gateway.answers["/call"] = (500, {})
    try_daily(paged.at(1800))
    for turn in range(8):
        sent(paged, 1800 + 11 * turn)
    assert Trial.objects.get().failure == "telephone 500"
    told = [str(one) for one in troubles([paged.room.police.path], paged.at(2000))]
    assert "The test page of today did not reach Dora." in told


def test_the_hour_can_be_switched_off(paged: Paged, settings: Settings) -> None:
    settings.PAGE_TEST_HOUR = -1
    assert try_daily(paged.at(40_000)) == 0


def test_somebody_tries_their_own_ways_and_says_that_it_came(paged: Paged) -> None:
    dora = paged.room.dora
    assert try_ways(dora, dora, at=paged.at(0)) == 1
    with pytest.raises(NotAllowed, match="Wait a minute"):
        try_ways(dora, dora, at=paged.at(30))
    assert sent(paged, 1) == 1
    trial = Trial.objects.get()
    assert trial.sent_at == paged.at(1)
    link = paged.gateway.calls[0].json["link"]
    client = paged.room.client(dora)
    page = client.get(link, follow=True)
    assert page.redirect_chain[-1][0] == f"/account/paging/{trial.pk}/"
    assert "It has arrived" in page.content.decode()
    client.post(f"/account/paging/{trial.pk}/")
    trial.refresh_from_db()
    assert trial.arrived_at
    assert PagingWay.objects.get().arrived_at
    assert Entry.objects.filter(action="guard.say_arrived").count() == 1
    say_arrived(dora, trial, at=paged.at(60))
    assert Entry.objects.filter(action="guard.say_arrived").count() == 1


def test_nobody_tries_or_answers_for_others(paged: Paged) -> None:
    dora, bob = paged.room.dora, paged.room.bob
    with pytest.raises(NotAllowed, match="their own"):
        try_ways(bob, dora, at=paged.at(0))
    place = paged.control_room()
    with pytest.raises(NotAllowed):
        try_ways(bob, place, at=paged.at(0))
    try_ways(dora, dora, at=paged.at(0))
    trial = Trial.objects.get()
    with pytest.raises(NotAllowed, match="somebody else"):
        say_arrived(bob, trial, at=paged.at(1))
    assert paged.room.client(bob).get(f"/account/paging/{trial.pk}/").status_code == 404


def test_without_an_address_there_is_nothing_to_try(paged: Paged, settings: Settings) -> None:
    PagingWay.objects.all().delete()
    settings.STAFF_RELAY = ""
    with pytest.raises(NotAllowed, match="no address"):
        try_ways(paged.room.dora, paged.room.dora, at=paged.at(0))
