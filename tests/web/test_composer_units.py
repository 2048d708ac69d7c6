"""Choosing who speaks, among a few units and among many."""

from __future__ import annotations

import re

import pytest
from composer_form import NEW, ask, press, text
from django.db import connection
from django.test.utils import CaptureQueriesContext

from newsroom import Newsroom
from oyez.govern.models import Unit

CHOOSE = "/notices/new/unit/"


@pytest.fixture
def many(room: Newsroom) -> Newsroom:
    Unit.objects.bulk_create(
        Unit(
            authority=room.police,
            slug=f"u{number}",
            name=f"Station {number}",
            path=f"{room.police.path}u{number}/",
        )
        for number in range(500)
    )
    return room


def test_one_unit_needs_no_choice(room: Newsroom) -> None:
    html = room.client(room.alice).get(NEW).content.decode()
    assert '<select name="unit"' not in html
    assert "Choose another unit" not in html


def test_a_few_units_are_a_list_and_another_one_brings_its_channels(room: Newsroom) -> None:
    html = room.client(room.dora).get(NEW).content.decode()
    assert '<select name="unit"' in html
    panel = ask(room, "panel", by=room.dora, unit=room.elsewhere.pk)
    assert 'id="how"' in panel.content.decode()
    assert "This unit has no channel yet." in text(panel)
    assert "Mastodon Emsland" in text(ask(room, "panel", by=room.dora))


def test_many_units_are_searched_on_a_page_of_their_own(many: Newsroom) -> None:
    client = many.client(many.dora)
    assert client.get(NEW)["Location"] == CHOOSE
    page = client.get(CHOOSE)
    assert "502 units" in text(page)
    assert page.content.decode().count('class="title"') == 50
    found = client.get(f"{CHOOSE}?q=osnabr+station+49")
    assert "15 units" in text(found)
    assert "No unit has this name." in text(client.get(f"{CHOOSE}?q=atlantis"))
    found = client.get(f"{CHOOSE}?q=station+499")
    chosen = re.search(r'href="(/notices/new/\?unit=\d+)"', found.content.decode())
    assert chosen is not None
    assert "Station 499" in text(client.get(chosen.group(1)))


def test_the_unit_of_last_time_is_offered_and_what_is_typed_comes_along(many: Newsroom) -> None:
    client = many.client(many.dora)
    press(client, many, save="1")
    html = client.get(NEW).content.decode()
    assert "Polizeiinspektion Emsland" in html
    assert '<select name="unit"' not in html
    answer = press(client, many, form_key="k2", body_0="Half a text.", choose="1")
    page = client.get(answer["Location"])
    there = re.search(
        rf'href="(/notices/new/\?unit={many.elsewhere.pk}[^"]*)"', page.content.decode()
    )
    assert there is not None
    chosen = client.get(there.group(1).replace("&amp;", "&"))
    assert "Half a text." in chosen.content.decode()
    assert f'name="unit" value="{many.elsewhere.pk}"' in chosen.content.decode()


def test_who_may_not_write_chooses_nothing(room: Newsroom) -> None:
    assert room.client(room.bob).get(CHOOSE).status_code == 404


def test_five_hundred_units_are_as_few_questions_as_two(many: Newsroom) -> None:
    def queries(path: str) -> int:
        client = many.client(many.dora)
        with CaptureQueriesContext(connection) as seen:
            client.get(path)
        return len(seen)

    many_units = [queries(path) for path in (CHOOSE, f"{NEW}?unit={many.unit.pk}")]
    Unit.objects.filter(slug__startswith="u").delete()
    few_units = [queries(path) for path in (CHOOSE, f"{NEW}?unit={many.unit.pk}")]
    assert all(a <= b + 1 for a, b in zip(many_units, few_units, strict=True))
