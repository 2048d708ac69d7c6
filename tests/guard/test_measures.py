"""What follows from an incident: measures with owners, its page, and its end."""

from __future__ import annotations

from datetime import date

import pytest
from test_incidents import evening
from warned import Warned

from oyez.domain.alarm import AlarmState, Outcome
from oyez.domain.errors import NotAllowed
from oyez.guard.actions import (
    close_incident,
    describe_incident,
    open_incident,
    promise,
    resolve,
    say_done,
)
from oyez.guard.models import Alarm, Measure
from oyez.guard.queries.incidents import measures_of

DUE = date(2026, 12, 1)


def test_a_measure_stands_on_its_owners_desk_until_it_is_done(warned: Warned) -> None:
    room, incident = warned.room, evening(warned)
    due = date(2026, 12, 1)
    promise(
        room.dora, incident, "Block streams", room.bob, due=due, at=warned.at(100), rule="people"
    )
    row = Measure.objects.get()
    desk = room.client(room.bob).get("/").content.decode()
    assert "Block streams" in desk
    assert "Block streams" not in room.client(room.dora).get("/").content.decode()
    with pytest.raises(NotAllowed):
        say_done(room.charlie, row, at=warned.at(110))
    say_done(room.bob, row, at=warned.at(110))
    assert "Block streams" not in room.client(room.bob).get("/").content.decode()
    with pytest.raises(NotAllowed, match="said so already"):
        say_done(room.dora, row, at=warned.at(111))
    assert [one.done_by for one in measures_of(incident)] == [room.bob]


@pytest.mark.parametrize(
    ("what", "rule", "sentence"), [(" ", "", "has to be done"), ("x", "zebra", "what kind")]
)
def test_what_is_no_measure_is_refused(warned: Warned, what: str, rule: str, sentence: str) -> None:
    incident, room = evening(warned), warned.room
    with pytest.raises(NotAllowed, match=sentence):
        promise(room.dora, incident, what, room.bob, due=DUE, at=warned.at(9), rule=rule)


def test_nobody_is_given_what_they_cannot_see(warned: Warned) -> None:
    incident, room = evening(warned), warned.room
    with pytest.raises(NotAllowed, match="cannot see"):
        promise(room.dora, incident, "x", room.charlie, due=DUE, at=warned.at(9))


def test_it_is_closed_when_its_alarms_are_and_something_was_learnt(warned: Warned) -> None:
    room, incident = warned.room, evening(warned)
    Alarm.objects.update(state=AlarmState.ACKNOWLEDGED)
    with pytest.raises(NotAllowed, match="Close it first"):
        close_incident(room.dora, incident, at=warned.at(200))
    resolve(room.dora, Alarm.objects.get(), outcome=Outcome.TAKEN_DOWN, at=warned.at(200))
    with pytest.raises(NotAllowed, match="what was learnt"):
        close_incident(room.dora, incident, at=warned.at(201))
    describe_incident(room.dora, incident, happened="x", learnt="Look twice.")
    close_incident(room.dora, incident, at=warned.at(202))
    with pytest.raises(NotAllowed, match="closed already"):
        close_incident(room.dora, incident, at=warned.at(203))


def test_the_page_shows_it_all_and_keeps_what_was_typed(warned: Warned) -> None:
    incident, room = evening(warned), warned.room
    dora = room.client(room.dora)
    page = dora.get(f"/incidents/{incident.pk}/").content.decode()
    for words in ("Gone everywhere, proved", "First warning", "20 min", "Apology", "met"):
        assert words in page
    sent = {"what": "", "owner": room.bob.pk, "due": "2026-12-01", "rule": ""}
    assert dora.post(f"/incidents/{incident.pk}/promise/", sent).status_code == 422
    long = {"happened": "y" * 1999, "learnt": "Zebra\u202e"}
    answer = dora.post(f"/incidents/{incident.pk}/describe/", long)
    assert answer.status_code == 422
    assert "Zebra" in answer.content.decode()
    where = dora.post(f"/incidents/{incident.pk}/draft/", {"wish": "apology"})["Location"]
    assert where.endswith("/edit/")
    assert dora.get(where).status_code == 200
    assert dora.post(f"/incidents/{incident.pk}/draft/", {"wish": "zebra"}).status_code == 404
    assert dora.post(f"/incidents/{incident.pk}/done/", {"measure": "7"}).status_code == 404
    assert room.client(room.charlie).get(f"/incidents/{incident.pk}/").status_code == 404
    assert (
        "Apology" not in room.client(room.audrey).get(f"/incidents/{incident.pk}/").content.decode()
    )


def test_two_alarms_about_one_danger_are_one_incident(warned: Warned) -> None:
    incident, room = evening(warned), warned.room
    alarm = Alarm.objects.get()
    resolve(room.dora, alarm, outcome=Outcome.TAKEN_DOWN, at=warned.at(100))
    second = Alarm.objects.create(
        about=alarm.about, cause=alarm.cause, loud=True, path=alarm.path, notice=alarm.notice,
        template="x", raised_at=warned.at(120),
    )  # fmt: skip
    assert open_incident(room.dora, second, at=warned.at(121)) == incident
    assert incident.alarms.count() == 2
