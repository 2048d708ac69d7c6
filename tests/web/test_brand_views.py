from __future__ import annotations

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image

from newsroom import Newsroom
from oyez.govern.actions import create_unit, set_brand

COLOURS = {"bar": "#14351f", "accent": "#0f6b3a"}
SENT = COLOURS | {"first": "de", "also": ["en"]}


def page(answer: HttpResponse) -> str:
    return answer.content.decode()


def crest(data: bytes = b"") -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (300, 300), "green").save(out, "PNG")
    return SimpleUploadedFile("crest.png", data or out.getvalue(), "image/png")


def test_a_look_is_chosen_and_shown_to_those_who_work_there(room: Newsroom) -> None:
    path = f"/authorities/{room.police.pk}/"
    answer = room.client(room.ada).post(f"{path}brand/", SENT | {"crest": crest()})
    assert answer.status_code == 302
    room.police.refresh_from_db()
    assert room.police.languages == ["de", "en"]
    html = page(room.client(room.alice).get("/"))
    (sheet,) = re.findall(r'href="(/brand/\d+\.css\?v=\w+)"', html)
    css = room.client(room.alice).get(sheet)
    assert css["Content-Type"] == "text/css; charset=utf-8"
    assert "immutable" in css["Cache-Control"]
    assert "#14351f" in page(css)
    (shown,) = re.findall(r'src="(/crests/[0-9a-f]{64}\.png)"', html)
    picture = room.client(room.alice).get(shown)
    assert picture["Content-Type"] == "image/png"
    assert b"".join(picture.streaming_content).startswith(b"\x89PNG")
    assert "/brand/" not in page(room.client(room.audrey).get("/")), "nobody's place in particular"


def test_files_of_a_look_exist_for_people_who_are_signed_in(room: Newsroom) -> None:
    assert Client().get(f"/brand/{room.police.pk}.css").status_code == 302
    client = room.client(room.alice)
    assert client.get("/brand/999.css").status_code == 404
    assert client.get(f"/crests/{'0' * 64}.png").status_code == 404
    assert client.get("/crests/../secret.png").status_code == 404


@pytest.mark.parametrize(
    ("wrong", "field", "said"),
    [
        ({"bar": "#ffff00"}, "bar", "Text on the bar reaches"),
        ({"accent": "yellow"}, "accent", "A colour looks like #0b4f8a."),
        ({"accent": ""}, "accent", "A colour looks like #0b4f8a."),
        ({"crest": b"no picture"}, "crest", "This file is not a picture we can read."),
    ],
)
def test_what_is_refused_stays_typed(
    room: Newsroom, wrong: dict[str, object], field: str, said: str
) -> None:
    data = SENT | wrong
    if "crest" in wrong:
        data["crest"] = crest(b"no picture")
    answer = room.client(room.ada).post(f"/authorities/{room.police.pk}/brand/", data)
    assert answer.status_code == 422
    html = page(answer)
    assert said in html
    assert f'href="#brand_{field}"' in html
    assert f'value="{data["bar"]}"' in html
    room.police.refresh_from_db()
    assert room.police.colours == {}


def test_colours_are_judged_while_one_types_and_without_a_script(room: Newsroom) -> None:
    path = f"/authorities/{room.police.pk}/brand/"
    data = {"bar": "#FFFF00", "accent": "#0f6b3a", "check": "1"}
    part = room.client(room.ada).post(path, data, headers={"HX-Request": "true"})
    assert "HX-Request" in part["Vary"]
    assert "<html" not in page(part)
    assert "Text on the bar reaches" in page(part)
    whole = room.client(room.ada).post(path, data | {"first": "de"})
    assert whole.status_code == 200
    assert "Links and buttons read well on light ground" in page(whole)
    room.police.refresh_from_db()
    assert room.police.colours == {}, "looking changes nothing"
    only = {"HX-Request": "true"}
    half = room.client(room.ada).post(path, {"bar": "#ff", "check": "1"}, headers=only)
    assert "a hash and six digits" in page(half)


def test_a_crest_is_taken_away_again(room: Newsroom) -> None:
    room.client(room.ada).post(f"/authorities/{room.police.pk}/brand/", SENT | {"crest": crest()})
    room.client(room.ada).post(f"/authorities/{room.police.pk}/brand/", SENT)
    room.police.refresh_from_db()
    assert room.police.crest, "a form without a file keeps what is there"
    room.client(room.ada).post(f"/authorities/{room.police.pk}/brand/", SENT | {"without": "on"})
    room.police.refresh_from_db()
    assert room.police.crest == ""


def test_the_entry_is_changed_with_its_ways(room: Newsroom) -> None:
    path = f"/authorities/{room.police.pk}/"
    data = {"name": "PD Osnabrück", "emergency": "110", "online": "police.example"}
    wrong = room.client(room.greta).post(f"{path}entry/", data)
    assert wrong.status_code == 422
    assert 'href="#entry_online"' in page(wrong)
    assert 'value="police.example"' in page(wrong)
    good = data | {"online": "https://police.example/report"}
    assert room.client(room.greta).post(f"{path}entry/", good).status_code == 302
    room.police.refresh_from_db()
    assert room.police.name == "PD Osnabrück"
    assert room.police.contact == {"emergency": "110", "online": "https://police.example/report"}
    nameless = room.client(room.greta).post(f"{path}entry/", good | {"name": " "})
    assert nameless.status_code == 422


def test_an_authority_is_changed_by_those_who_may_and_seen_by_those_below(room: Newsroom) -> None:
    path = f"/authorities/{room.police.pk}/"
    assert room.client(room.dora).get(path).status_code == 200
    assert "Save look" not in page(room.client(room.dora).get(path))
    assert room.client(room.dora).post(f"{path}brand/", SENT).status_code == 404
    assert "no role" in page(room.client(room.dora).post(f"{path}entry/", {"name": "x"}))
    assert room.client(room.alice).get(path).status_code == 404, "only their unit is theirs"
    assert room.client(room.ada).get("/authorities/999/").status_code == 404


def test_units_with_too_few_who_may_approve_are_named(room: Newsroom) -> None:
    html = page(room.client(room.greta).get("/authorities/"))
    assert "1 unit has fewer than 2 people who may approve" in html
    assert "One person only" in html
    assert "Bob, Dora" in html


def test_the_register_asks_as_often_for_fifty_units_as_for_five(room: Newsroom) -> None:
    client = room.client(room.greta)
    counts = []
    for number in (5, 50):
        for place in range(number):
            create_unit(None, room.police, slug=f"u{number}-{place}", name=f"Unit {place}")
        with CaptureQueriesContext(connection) as caught:
            assert client.get("/authorities/").status_code == 200
        counts.append(len(caught))
    assert counts[1] <= counts[0]


def test_the_register_has_pages_and_counts_all_units(room: Newsroom) -> None:
    client = room.client(room.greta)
    bare = "Ministry of the Interior</a></h2>"
    assert bare in page(client.get("/authorities/")), "that has no unit"
    for place in range(60):
        create_unit(None, room.police, slug=f"u{place:02}", name=f"Town {place:02}")
    first, second = (page(client.get(f"/authorities/?page={number}")) for number in (1, 2))
    assert "Town 00" in first
    assert "Town 59" not in first
    assert "Town 59" in second
    assert bare not in first
    assert bare in second
    for html in (first, second):
        assert "61 units have fewer than 2 people who may approve" in html
    assert "The list ends before this page." in page(client.get("/authorities/?page=9"))


def test_a_look_needs_no_more_than_one_question(room: Newsroom) -> None:
    set_brand(None, room.police, colours=COLOURS)
    assert "/brand/" in page(room.client(room.alice).get("/freeze/"))
