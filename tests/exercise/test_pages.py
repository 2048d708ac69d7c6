"""The trainer's pages: begin, follow, end, read; and nothing of it for anybody else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from drills import FAULT, HEAD, NOTICE, REPLY, TELLING, Hand, begin, yes
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from newsroom import Newsroom, channel
from oyez.exercise.models import Drill
from oyez.exercise.scenario import read
from oyez.exercise.wording import FAULTS, OPERATIONS
from oyez.simulator.faults import KINDS
from oyez.simulator.faults import OPERATIONS as PLAYED

GOAL = '[[expect]]\ngoal = "approve"\nwithin = "2m"\n'
OWN = {"scenario": "own"}


def file(text: str | bytes) -> SimpleUploadedFile:
    raw = text if isinstance(text, bytes) else text.encode()
    return SimpleUploadedFile("mine.toml", raw, "text/plain")


def test_an_empty_page_teaches_and_offers_what_is_shipped(room: Newsroom) -> None:
    page = room.client(room.ada).get("/exercise/")
    text = page.content.decode()
    assert page.status_code == 200
    assert "No drill has been played yet." in text
    assert "A stream shared by mistake" in text
    assert "a unit that is not entered here" in text
    assert text.count('name="scenario"') == 5


def test_a_trainer_begins_with_a_file(room: Newsroom) -> None:
    client = room.client(room.ada)
    answer = client.post("/exercise/", OWN | {"file": file(HEAD + NOTICE + GOAL), "acted": "on"})
    drill = Drill.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/exercise/{drill.pk}/")
    assert (drill.title, drill.started_by, drill.acted) == ("Wrong time", room.ada, True)
    text = client.get("/exercise/").content.decode()
    assert "A drill runs now" in text
    assert f'href="/exercise/{drill.pk}/"' in text


def test_a_shipped_scenario_needs_a_unit_that_can_play_it(room: Newsroom) -> None:
    client = room.client(room.ada)
    answer = client.post("/exercise/", {"scenario": "wrong-time"})
    assert answer.status_code == 422
    assert "No unit has the path /derbyshire/main/." in answer.content.decode()
    asked = {"scenario": "wrong-time", "unit": room.unit.pk}
    lacking = client.post("/exercise/", asked)
    assert lacking.status_code == 422
    assert "has no channel on facebook." in lacking.content.decode()
    for platform in ("x", "facebook"):
        channel(room.unit, platform, platform)
    begun = client.post("/exercise/", asked)
    assert begun.status_code == 302
    assert Drill.objects.get().unit == room.unit


def test_what_is_wrong_is_told_with_its_line_and_nothing_is_lost(room: Newsroom) -> None:
    wrong = HEAD + TELLING.replace("text", "txt") + "# <b>mine</b>"
    answer = room.client(room.ada).post("/exercise/", OWN | {"file": file(wrong)})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Line 11: There is no key “txt” here." in text
    assert "Line 7: The key “text” is missing." in text
    # The file's text comes back to be mended, for a page cannot give the file back.
    assert "# &lt;b&gt;mine&lt;/b&gt;" in text
    assert 'value="own" id="part-own" checked' in text
    assert not Drill.objects.exists()
    mended = room.client(room.ada).post("/exercise/", OWN | {"source": HEAD + TELLING})
    assert mended.status_code == 302


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        (OWN, "Choose a file, or write the scenario below."),
        (OWN | {"file": b"\xff\xfe"}, "This file is not text in UTF-8."),
        (OWN | {"file": b"#" * 200_001}, "This file is too large for a scenario."),
        (OWN | {"source": "title"}, "Line 1: This is not TOML as it should be"),
        (OWN | {"source": HEAD}, "A scenario needs at least one [[event]]."),
        (OWN | {"source": HEAD + NOTICE, "unit": "999"}, "Select a valid choice."),
        ({}, "This field is required."),
        ({"scenario": "../../settings"}, "Select a valid choice."),
    ],
)
def test_bad_input_comes_back(room: Newsroom, sent: dict[str, object], sentence: str) -> None:
    given = sent.get("file")
    data = sent | ({"file": file(given)} if isinstance(given, bytes) else {})
    answer = room.client(room.ada).post("/exercise/", data)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Drill.objects.exists()


def test_a_second_drill_is_refused_at_the_form(room: Newsroom, hand: Hand) -> None:
    begin(room, hand, NOTICE)
    answer = room.client(room.greta).post("/exercise/", OWN | {"source": HEAD + TELLING})
    assert answer.status_code == 422
    assert "Another drill is running." in answer.content.decode()


@pytest.mark.parametrize("name", ["alice", "bob", "dora", "audrey"])
def test_nobody_in_training_sees_what_comes(room: Newsroom, hand: Hand, name: str) -> None:
    drill = begin(room, hand, NOTICE)
    client = room.client(getattr(room, name))
    for address in ("/exercise/", f"/exercise/{drill.pk}/", "/exercise/scenarios/outage.toml"):
        assert client.get(address).status_code == 404
    assert client.post(f"/exercise/{drill.pk}/stop/").status_code == 404
    assert client.post("/exercise/", OWN | {"source": HEAD + NOTICE}).status_code == 404


def test_a_real_installation_says_so(room: Newsroom, settings: Settings) -> None:
    settings.EXERCISE = False
    client = room.client(room.ada)
    text = client.get("/exercise/").content.decode()
    assert "This installation is real, so no drill is played here." in text
    assert 'name="scenario"' not in text
    answer = client.post("/exercise/", OWN | {"source": HEAD + NOTICE})
    assert answer.status_code == 422
    assert "This installation is real" in answer.content.decode()
    assert not Drill.objects.exists()


def test_a_running_drill_is_followed(room: Newsroom) -> None:
    hand = Hand(timezone.now() - timedelta(seconds=30))
    drill = begin(
        room, hand, NOTICE, REPLY, TELLING, FAULT.replace('"outage"', '"o"\nat = "9m"'), GOAL
    )
    hand.play(30)
    client = room.client(room.ada)
    whole = client.get(f"/exercise/{drill.pk}/")
    text = whole.content.decode()
    assert "HX-Request" in whole["Vary"]
    assert "End the drill" in text
    assert "The fire brigade calls." in text
    assert "the platform answers with an error, nothing was done" in text
    assert '<meta http-equiv="refresh" content="5">' in text
    part = client.get(f"/exercise/{drill.pk}/", headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith('<div id="drill" hx-get=')
    assert part.count("<h1") == 0
    assert "Open" in part
    yes(room, drill)
    part = client.get(f"/exercise/{drill.pk}/", headers={"HX-Request": "true"}).content.decode()
    assert "Times against their limits" in part
    assert part.count('class="mark"') == 1, "the limit of the one goal"


def test_a_drill_is_ended_and_reported(room: Newsroom, hand: Hand) -> None:
    drill = begin(room, hand, NOTICE, TELLING, GOAL)
    client = room.client(room.ada)
    answer = client.post(f"/exercise/{drill.pk}/stop/")
    assert (answer.status_code, answer["Location"]) == (302, f"/exercise/{drill.pk}/")
    text = client.get(f"/exercise/{drill.pk}/").content.decode()
    assert "The drill has ended." in text
    assert "Did not come up" in text
    assert "Not played any more" in text
    assert "hx-get" not in text
    assert 'http-equiv="refresh"' not in text
    again = client.post(f"/exercise/{drill.pk}/stop/")
    assert again.status_code == 422
    assert "This drill has ended already." in again.content.decode()
    assert "Ended" in client.get("/exercise/").content.decode()


def test_a_scenario_is_given_as_a_file(room: Newsroom) -> None:
    client = room.client(room.ada)
    answer = client.get("/exercise/scenarios/outage.toml")
    assert answer["Content-Disposition"] == 'attachment; filename="outage.toml"'
    assert read(answer.content.decode()).title == "A platform fails during an evacuation"
    assert client.get("/exercise/scenarios/nothing.toml").status_code == 404
    assert client.get("/exercise/99/").status_code == 404


@pytest.mark.parametrize("drills", [1, 5])
def test_the_list_asks_as_often_however_long_it_is(
    room: Newsroom, hand: Hand, drills: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = room.client(room.ada)
    for _ in range(drills):
        drill = begin(room, hand, NOTICE)
        client.post(f"/exercise/{drill.pk}/stop/")
    client.get("/exercise/")
    with django_assert_max_num_queries(25) as asked:
        client.get("/exercise/")
    COUNTS.setdefault("list", len(asked))
    assert len(asked) == COUNTS["list"]


COUNTS: dict[str, int] = {}


def test_every_fault_has_its_words() -> None:
    assert set(FAULTS) == set(KINDS)
    assert set(OPERATIONS) == {*PLAYED, "*"}
