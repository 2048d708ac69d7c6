from __future__ import annotations

from datetime import datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from newsroom import Newsroom
from oyez.domain.notice import Urgency
from oyez.govern.actions import approve_platform
from oyez.publish.models import Notice

NOW = datetime(2026, 11, 18, 9, 0).astimezone()


@pytest.fixture
def room(room: Newsroom) -> Newsroom:
    with time_machine.travel(NOW, tick=False):
        yield room


def page(answer: HttpResponse) -> str:
    return answer.content.decode()


def at(days: float = 0, minutes: float = 0) -> datetime:
    return timezone.now() + timedelta(days=days, minutes=minutes)


def look(room: Newsroom, query: str = "") -> str:
    return page(room.client(room.alice).get(f"/calendar/{query}"))


@pytest.mark.parametrize("view", ["month", "week", "list"])
def test_what_waits_and_what_ends_stands_in_every_view(room: Newsroom, view: str) -> None:
    waits = room.written(Urgency.CRITICAL, scheduled_at=at(2))
    ends = room.approved(valid_until=at(1))
    approve_platform(
        None, room.police.superior, "email", starts_on=NOW.date(), ends_on=at(1).date()
    )
    html = look(room, f"?view={view}")
    assert f"/notices/{waits.code}/" in html
    assert f"/notices/{waits.code}/edit/" in html
    assert f"/notices/{ends.code}/" in html
    assert "Stops being valid" in html
    assert "Approval ends" in html


def test_what_went_out_or_lies_elsewhere_is_not_planned(room: Newsroom) -> None:
    gone = room.approved(scheduled_at=at(2))
    Notice.objects.filter(pk=gone.pk).update(state="live")
    later = room.written(scheduled_at=at(90))
    html = look(room)
    assert gone.code not in html
    assert later.code not in html
    day = later.scheduled_at.date().isoformat()
    assert later.code in look(room, f"?day={day}")
    other = room.written(scheduled_at=at(3))
    assert other.code in look(room)
    assert other.code not in page(room.client(room.charlie).get("/calendar/"))
    beyond = room.client(room.alice).get(f"/calendar/?unit={room.elsewhere.pk}")
    assert beyond.status_code == 422, "a unit that one does not see cannot be chosen"


def test_a_unit_is_chosen(room: Newsroom) -> None:
    one = room.written(scheduled_at=at(2))
    client = room.client(room.greta)
    assert one.code in page(client.get(f"/calendar/?unit={room.unit.pk}"))
    assert one.code not in page(client.get(f"/calendar/?unit={room.elsewhere.pk}"))


def test_what_comes_too_close_on_one_channel_is_said(room: Newsroom) -> None:
    room.written(scheduled_at=at(2))
    room.written(scheduled_at=at(2, 9))
    room.written(scheduled_at=at(2, 19))
    html = look(room, "?view=list")
    assert "2 notices would go out within ten minutes of another one" in html
    assert html.count("Within ten minutes of") == 2


def test_today_is_marked_and_the_table_has_a_name(room: Newsroom) -> None:
    html = look(room)
    assert html.count('aria-current="date"') == 1
    assert "What is planned: November 2026" in html
    assert '<th scope="col">Mon</th>' in html
    assert "day=2026-12-01" in html
    assert "day=2026-10-31" in html
    assert 'aria-current="date"' not in look(room, "?day=2026-03-01")


@pytest.mark.parametrize(
    ("query", "said"),
    [("?day=soon", "Write the day like 2026-11-21."), ("?view=year", "year is not one of")],
)
def test_nonsense_is_answered_and_kept(room: Newsroom, query: str, said: str) -> None:
    answer = room.client(room.alice).get(f"/calendar/{query}")
    assert answer.status_code == 422
    assert said in page(answer)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_no_day_is_too_far(room: Newsroom, day: str) -> None:
    for view in ("month", "week", "list"):
        answer = room.client(room.alice).get(f"/calendar/?day={day}&view={view}")
        assert answer.status_code == 200


def test_more_than_a_cell_holds_leads_to_the_list(room: Newsroom) -> None:
    for minute in range(6):
        room.written(scheduled_at=at(2, 20 * minute))
    assert "2 more" in look(room)


def test_it_asks_as_often_for_fifty_as_for_five(room: Newsroom) -> None:
    first = room.written(scheduled_at=at(1))
    counts = []
    client = room.client(room.alice)
    for number in (5, 50):
        row = {"unit": room.unit, "created_by": room.alice, "headline": "x"}
        Notice.objects.bulk_create(
            Notice(**row, scheduled_at=at(2, place)) for place in range(number)
        )
        with CaptureQueriesContext(connection) as caught:
            assert first.code in page(client.get("/calendar/"))
        counts.append(len(caught))
    assert counts[0] == counts[1]
    assert counts[0] <= 20


def test_the_plan_is_found_by_its_index(room: Newsroom) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("NOT RUN: the plans of another database read differently")
    with CaptureQueriesContext(connection) as caught:
        look(room)
    plans = []
    for query in caught.captured_queries:
        if 'FROM "publish_notice"' in query["sql"] and "ORDER BY" in query["sql"]:
            with connection.cursor() as cursor:
                cursor.execute(f"EXPLAIN QUERY PLAN {query['sql']}")
                plans += [row[3] for row in cursor.fetchall()]
    for index in ("notice_scheduled", "notice_ends"):
        assert any(index in step for step in plans), plans


def test_of_a_day_with_very_much_the_page_shows_a_part_and_says_so(room: Newsroom) -> None:
    for number in range(70):
        room.written(scheduled_at=at(1, minutes=number))
    later = room.written(scheduled_at=at(3))
    html = look(room, "?view=list")
    assert html.count("/edit/") == 60
    assert "There is more than this page can show" in html
    assert f"day={later.scheduled_at.date().isoformat()}" in html
