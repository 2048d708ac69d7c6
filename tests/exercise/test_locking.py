"""A scenario can lock everything, and its statement goes out on the own page alone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from drills import NOTICE, Hand, begin, event

from newsroom import Newsroom
from oyez.exercise.figures import report
from oyez.exercise.figures.facts import _given_up
from oyez.exercise.scenario import ScenarioError, read
from oyez.govern.models import Channel, Freeze
from oyez.guard.models import Incident, Measure
from oyez.publish.models import Delivery

LOCK = """
[[act]]
name = "locked"
do = "lock everything"
by = "administrator"
at = "10s"
reason = "Somebody posts in our name."
"""
STATEMENT = """
[[event]]
name = "statement"
after = "locked"
at = "5s"
kind = "notice"
by = "duty officer"
approved_by = "approver"
urgency = "critical"
headline = "Not ours"
body = "Believe only this page."
correction_headline = "Ours again"
correction_body = "We have our accounts back."
"""


def test_it_is_done_as_whoever_runs_the_installation_would(room: Newsroom, hand: Hand) -> None:
    drill = begin(room, hand, NOTICE, LOCK, STATEMENT, acted=True)
    hand.play(15)
    hand.play(15)
    assert event(drill, "locked").outcome == "played"
    assert not Channel.objects.exclude(secrets=b"").exists()
    assert Freeze.objects.get().scope == "/"
    assert Incident.objects.get().locked_at
    assert Measure.objects.count() == 2
    assert event(drill, "statement").outcome == "played"
    assert report(drill, hand.now + timedelta(seconds=1)).notices


def test_what_a_freeze_holds_keeps_no_machine_from_its_goal() -> None:
    frozen = {"template": "{scope} is frozen since {day}: {reason}", "values": {}}
    assert _given_up(Delivery(held="nothing", reason=frozen))
    assert not _given_up(Delivery(held="nothing", reason=None))
    assert not _given_up(Delivery(held="live", reason=frozen))


def test_it_needs_a_reason() -> None:
    source = 'title = "x"\nstory = "x"\nunit = "/nds/os/emsland/"\nlength = "5m"\n'
    with pytest.raises(ScenarioError):
        read(source + NOTICE + LOCK.replace("reason", "note"))
    assert read(source + NOTICE + LOCK).events
