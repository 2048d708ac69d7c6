"""However much waits on the desk, it asks no more than it may, and nothing twice."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from paged import Paged

from newsroom import PASSWORD, Newsroom, channel
from oyez.accounts.actions import create_person
from oyez.accounts.models import Person
from oyez.govern.actions import approve_platform, freeze
from oyez.govern.models import Duty
from oyez.guard.models import Alarm
from oyez.publish.models import Delivery, Receipt

MOST = 25


def asked(room: Newsroom, person: Person, path: str = "/") -> tuple[str, list[str]]:
    """The page, and everything that was asked of the database for it."""
    client = room.client(person)
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        html = client.get(path).content.decode()
    return html, [one["sql"] for one in captured.captured_queries]


@pytest.fixture
def full(paged: Paged) -> Paged:
    """Somebody unreachable is on call, an alarm is open, one notice missed people."""
    room, now = paged.room, timezone.now()
    ministry = room.police.superior
    assert ministry is not None
    for platform, fields in (("sms", {}), ("whatsapp_gateway", {})):
        approve_platform(None, ministry, platform, starts_on=date(2024, 9, 1))
        channel(room.unit, platform, platform.title(), **fields)
    for person in (room.dora, room.bob, room.ada):
        paged.on_call(person)
    paged.way(room.dora, "sms", "+49 170 1234567")
    paged.control_room()
    paged.alarm()
    freeze(room.greta, room.elsewhere.path, reason="Account was taken over")
    row = Delivery.objects.get(pk=paged.warned.delivery.pk)
    row.channel, row.live_at = room.unit.channels.get(platform="sms"), now
    row.save()
    Receipt.objects.create(delivery=row, revision=1, remote_id="1", version="refused:2", at=now)
    return paged


def test_a_full_desk_asks_no_more_than_it_may(full: Paged) -> None:
    html, queries = asked(full.room, full.room.dora)
    for said in (
        "You are on call, but cannot be reached by two ways.",
        "Bob is on call, but cannot be reached by two ways.",
        "Control room is always staffed, but cannot be reached by two ways.",
        "Wrong map",
        "2 recipients were refused.",
        "Risk not accepted",
        "Account was taken over",
    ):
        assert said in html, said
    assert len(queries) <= MOST
    assert [sql for sql, times in Counter(queries).items() if times > 1] == []


@pytest.mark.parametrize("name", ["alice", "bob", "greta", "ada", "audrey"])
def test_nobody_asks_twice(full: Paged, name: str) -> None:
    person, code = getattr(full.room, name), full.warned.notice.code
    for path in ("/", "/alarms/", "/on-call/", "/inbox/", f"/notices/{code}/"):
        _html, queries = asked(full.room, person, path)
        assert len(queries) <= MOST, path
        assert [sql for sql, times in Counter(queries).items() if times > 1] == [], path


def test_one_is_told_of_ones_own_duty_wherever_it_is(room: Newsroom) -> None:
    now = timezone.now()
    Duty.objects.create(
        path=room.elsewhere.path, place="Leer", person=room.alice,
        begins_at=now - timedelta(hours=1), ends_at=now + timedelta(hours=1),
    )  # fmt: skip
    html, _queries = asked(room, room.alice)
    assert "You are on call, but cannot be reached by two ways." in html
    rota = html.split('id="call"')[1].split("</section>")[0]
    assert "Leer" not in rota, "the rota of a place that she does not see"
    assert not re.search("is on call, but", html), "she plans no duties"


def test_the_bar_of_every_page_names_the_alarm_of_ones_own_places(full: Paged) -> None:
    room, alarm = full.room, Alarm.objects.get()
    assert f"/alarms/{alarm.pk}/" in asked(room, room.alice, "/help/")[0]
    assert f"/alarms/{alarm.pk}/" not in asked(room, room.charlie, "/help/")[0]
    Alarm.objects.update(loud=False)
    assert f"/alarms/{alarm.pk}/" not in asked(room, room.alice, "/help/")[0]


def test_whoever_has_no_role_yet_finds_an_empty_desk(room: Newsroom) -> None:
    nobody = create_person(None, email="new@police.example", name="New", password=PASSWORD)
    html, queries = asked(room, nobody)
    assert "Every delivery is where it should be." in html
    assert len(queries) <= MOST
