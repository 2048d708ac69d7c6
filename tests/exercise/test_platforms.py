"""What a drill does to the played platforms: once, and taken away at its end."""

from __future__ import annotations

from datetime import timedelta

import pytest
from drills import FAULT, NOTICE, REPLY, TELLING, Hand, begin, event, played, post, stands, yes
from pytest_django.fixtures import Settings

from newsroom import Newsroom
from oyez.audit.models import Entry
from oyez.exercise.actions import stop_drill
from oyez.publish.actions import retract
from oyez.simulator import Running

LATE = timedelta(seconds=21)
CLEAR = '[[event]]\nname = "over"\nkind = "clear"\nat = "30s"\nfault = "outage"\n'


def test_a_fault_strikes_once_though_its_worker_died(
    room: Newsroom, hand: Hand, simulator: Running
) -> None:
    drill = begin(room, hand, FAULT + "seconds = 4\n", speed=2.0)
    hand.step.run(hand.claim("w1")[0])  # it was put up, and nobody wrote that down
    hand.now += LATE
    hand.play()
    [fault] = simulator.control("GET", "faults")["faults"]
    assert (fault["platform"], fault["fault"], fault["times"]) == ("mastodon", "error_before", None)
    assert (fault["key"], fault["seconds"]) == (f"drill-{drill.pk}:1", 2.0)
    assert played(drill) == {"outage": "played"}


def test_a_reply_waits_for_the_notice_and_arrives_once(
    room: Newsroom, hand: Hand, simulator: Running
) -> None:
    drill = begin(room, hand, NOTICE, REPLY, TELLING)
    hand.play(30)
    # Whatever comes after it is not held up.
    assert played(drill) == {"bomb": "played", "warning": "", "call": "played"}
    number = stands(simulator, yes(room, drill))
    hand.now += timedelta(seconds=1)
    hand.step.run(hand.claim("w1")[0])
    hand.now += LATE
    hand.play()
    [reply] = [one for one in simulator.live("mastodon") if one["foreign"]]
    assert (reply["reply_to"], reply["text"]) == (number, "Eight or half past nine?")
    assert played(drill)["warning"] == "played"


def test_what_was_taken_back_gets_no_reply(room: Newsroom, hand: Hand, simulator: Running) -> None:
    drill = begin(room, hand, NOTICE, REPLY)
    hand.play(5)
    notice = yes(room, drill)
    stands(simulator, notice)
    retract(room.dora, notice, "It was wrong.", at=hand.now)
    hand.play(60)
    assert played(drill)["warning"] == "skipped"
    assert event(drill, "warning").told["template"] == "The notice was taken back before."


def test_faults_end_when_the_file_says_so(room: Newsroom, hand: Hand, simulator: Running) -> None:
    other = FAULT.replace('"outage"', '"more"').replace("publish", "look")
    drill = begin(room, hand, FAULT, other, CLEAR)
    hand.play(1)
    with pytest.raises(OSError, match="500"):
        post(simulator, {"status": "x"})
    hand.play(30)
    [left] = simulator.control("GET", "faults")["faults"]
    assert left["operation"] == "look"
    assert event(drill, "outage").struck == 1


def test_the_end_takes_the_faults_away_and_nobody_elses(
    room: Newsroom, hand: Hand, simulator: Running
) -> None:
    simulator.fault("bluesky", "look", "slow", times=3)
    drill = begin(room, hand, FAULT, TELLING)
    hand.play()
    assert len(simulator.control("GET", "faults")["faults"]) == 2
    stop_drill(room.ada, drill, at=hand.now)
    hand.play(60)
    [left] = simulator.control("GET", "faults")["faults"]
    assert left["platform"] == "bluesky"
    drill.refresh_from_db()
    assert drill.cleared_at == hand.now
    assert event(drill, "outage").struck == 0
    assert played(drill) == {"outage": "played", "call": ""}


def test_a_drill_ends_by_itself(room: Newsroom, hand: Hand, simulator: Running) -> None:
    drill = begin(room, hand, FAULT)
    hand.play()
    hand.play(600)
    drill.refresh_from_db()
    assert (drill.state, drill.stopped_by) == ("stopped", None)
    assert simulator.control("GET", "faults")["faults"] == []
    assert Entry.objects.filter(action="exercise.stop_drill", actor="worker").exists()


def test_the_end_waits_for_a_fault_that_is_on_its_way(
    room: Newsroom, hand: Hand, simulator: Running
) -> None:
    drill = begin(room, hand, FAULT)
    late = hand.claim("w1")
    stop_drill(room.ada, drill, at=hand.now)
    assert hand.turn("w2") == 0
    hand.step.record([(late[0], hand.step.run(late[0]))], hand.now)  # type: ignore[arg-type]
    hand.play()
    assert simulator.control("GET", "faults")["faults"] == []


def test_a_simulator_that_does_not_answer_is_asked_again(
    room: Newsroom, hand: Hand, simulator: Running, settings: Settings
) -> None:
    here = settings.SIMULATOR_URL
    settings.SIMULATOR_URL = "http://127.0.0.1:9"
    drill = begin(room, hand, FAULT)
    hand.play()
    assert played(drill) == {"outage": ""}
    settings.SIMULATOR_URL = here
    hand.play(1)
    assert played(drill) == {"outage": "played"}
    settings.SIMULATOR_URL = "http://127.0.0.1:9"
    stop_drill(room.ada, drill, at=hand.now)
    hand.turn()
    drill.refresh_from_db()
    assert drill.cleared_at is None
    settings.SIMULATOR_URL = here
    hand.play(1)
    drill.refresh_from_db()
    assert drill.cleared_at == hand.now
