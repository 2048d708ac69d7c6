"""Drills begin and end in an exercise only, one at a time, by whoever may."""

from __future__ import annotations

from datetime import timedelta

import pytest
from drills import FAULT, HEAD, NOTICE, REPLY, TELLING, Hand, begin, played
from pytest_django.fixtures import Settings

from newsroom import Newsroom
from oyez.audit.models import Entry
from oyez.domain.errors import NotAllowed
from oyez.exercise.actions import start_drill, stop_drill
from oyez.exercise.models import Drill
from oyez.exercise.scenario import ScenarioError
from oyez.exercise.steps import PlayDue

ACT = '[[act]]\ndo = "approve"\nby = "approver"\nafter = "bomb"\n'


def wrong(room: Newsroom, *tables: str) -> list[str]:
    with pytest.raises(ScenarioError) as caught:
        begin(room, Hand(), *tables)
    assert not Drill.objects.exists()
    return [f"{one.line}: {one.sentence}" for one in caught.value.problems]


def test_a_drill_begins_with_its_events(room: Newsroom, hand: Hand) -> None:
    drill = begin(room, hand, NOTICE, ACT, TELLING + 'after = "bomb live"\n')
    assert (drill.title, drill.unit, drill.state) == ("Wrong time", room.unit, "running")
    assert drill.ends_at == hand.now + timedelta(minutes=10)
    # Nobody of the file acts while people are trained.
    rows = list(drill.events.values_list("name", "due_at", "after"))
    assert rows == [("bomb", hand.now + timedelta(seconds=5), ""), ("call", None, "bomb live")]
    entry = Entry.objects.get(action="exercise.start_drill")
    assert (entry.actor, entry.object) == (room.greta.signature, f"drill:{drill.pk}")
    assert entry.data["scenario"] == drill.fingerprint


def test_the_people_of_the_file_act_where_that_is_asked_for(room: Newsroom, hand: Hand) -> None:
    drill = begin(room, hand, NOTICE, ACT, acted=True, speed=10.0)
    assert list(drill.events.values_list("kind", flat=True)) == ["notice", "act"]
    assert drill.events.get(name="bomb").due_at == hand.now + timedelta(seconds=0.5)
    assert drill.ends_at == hand.now + timedelta(minutes=1)


def test_a_real_installation_refuses_drills(room: Newsroom, hand: Hand, settings: Settings) -> None:
    settings.EXERCISE = False
    with pytest.raises(NotAllowed, match="This installation is real, so no drill is played here"):
        begin(room, hand, NOTICE)
    assert not Drill.objects.exists()
    assert PlayDue(pause=0.0).claim("routine", 1, hand.now, "w").errands == ()


@pytest.mark.parametrize(
    "url", ["", "http://192.0.2.7:8002", "https://127.0.0.1", "file:///x", "http://simulator:80"]
)
def test_nobody_but_a_simulator_on_this_machine_is_steered(
    room: Newsroom, hand: Hand, settings: Settings, url: str
) -> None:
    settings.SIMULATOR_URL = url
    with pytest.raises(NotAllowed, match="no simulator on this machine"):
        begin(room, hand, NOTICE)


@pytest.mark.parametrize("name", ["alice", "bob", "dora", "audrey"])
def test_only_who_governs_or_administers_runs_drills(room: Newsroom, hand: Hand, name: str) -> None:
    with pytest.raises(NotAllowed, match="no role"):
        start_drill(getattr(room, name), HEAD + NOTICE, at=hand.now)
    drill = start_drill(room.ada, HEAD + NOTICE, at=hand.now)
    with pytest.raises(NotAllowed, match="no role"):
        stop_drill(getattr(room, name), drill, at=hand.now)
    stop_drill(room.greta, drill, at=hand.now)


def test_one_drill_runs_at_a_time(room: Newsroom, hand: Hand) -> None:
    first = begin(room, hand, NOTICE)
    with pytest.raises(NotAllowed, match="Another drill is running"):
        begin(room, hand, TELLING)
    stop_drill(room.ada, first, at=hand.now)
    assert begin(room, hand, TELLING).running


def test_a_drill_ends_once(room: Newsroom, hand: Hand) -> None:
    drill = begin(room, hand, NOTICE)
    stop_drill(room.ada, drill, at=hand.now)
    assert (drill.state, drill.stopped_by, drill.stopped_at) == ("stopped", room.ada, hand.now)
    with pytest.raises(NotAllowed, match="has ended already"):
        stop_drill(room.greta, drill, at=hand.now)
    assert Entry.objects.filter(action="exercise.stop_drill").count() == 1
    hand.play(60)
    assert played(drill) == {"bomb": ""}


def test_nothing_is_begun_that_could_not_be_played(room: Newsroom) -> None:
    nowhere = HEAD.replace("emsland", "nowhere")
    with pytest.raises(ScenarioError, match="No unit has the path /nds/os/nowhere/"):
        start_drill(room.greta, nowhere + NOTICE, at=Hand().now)
    assert wrong(room, NOTICE + 'by = "mayor"\n') == [
        "7: Nobody here is “mayor”. Name an address, or a role that somebody has for the unit: "
        "author, approver, duty officer, governor, auditor, administrator."
    ]
    assert wrong(room, NOTICE + 'by = "zoe@police.example"\n') == [
        "7: Nobody has the address zoe@police.example."
    ]
    assert wrong(room, FAULT.replace("mastodon", "email")) == [
        "7: Polizeiinspektion Emsland has no channel on email."
    ]
    [told] = wrong(room, NOTICE.replace("Please leave", "Look at https://10.0.0.7/x, please leave"))
    assert told.startswith("7: ")
    assert wrong(room, TELLING + 'to = ["governor", "author@x.example"]\n') == [
        "7: Nobody has the address author@x.example."
    ]


def test_a_scenario_is_played_with_another_unit(room: Newsroom, hand: Hand) -> None:
    with pytest.raises(ScenarioError, match="Polizeiinspektion Leer has no channel on mastodon"):
        begin(room, hand, NOTICE, REPLY, unit=room.elsewhere)
    drill = begin(room, hand, TELLING, unit=room.elsewhere)
    assert drill.unit == room.elsewhere


@pytest.mark.parametrize("speed", [0.0, -1.0, 101.0, float("nan")])
def test_time_passes_forward_and_not_too_fast(room: Newsroom, hand: Hand, speed: float) -> None:
    with pytest.raises(NotAllowed, match="at most 100 times"):
        begin(room, hand, TELLING, speed=speed)
