"""Silence, alarms that nobody answers, and when a danger is over."""

from __future__ import annotations

from datetime import timedelta

from pytest_django.fixtures import Settings
from test_causes import allow, gone
from warned import Warned

from oyez.accounts.models import Person
from oyez.domain.alarm import AlarmState, Cause, Outcome
from oyez.govern.models import Freeze
from oyez.guard.actions import raise_by_hand
from oyez.guard.ending import contain_due
from oyez.guard.models import Alarm, Incident
from oyez.guard.outages import raise_outages
from oyez.guard.unanswered import freeze_unanswered
from oyez.listen.models import Polling
from oyez.publish.actions import approve, correct, retract, submit
from oyez.publish.models import Delivery, Receipt


def test_silence_is_not_taken_for_peace(warned: Warned, settings: Settings) -> None:
    channel = warned.room.mastodon
    Polling.objects.create(
        channel=channel, answered_at=warned.at(0), failures=3, failed_at=warned.at(1700)
    )
    assert raise_outages(warned.at(1799)) == []
    (alarm,) = raise_outages(warned.at(1801))
    assert (alarm.cause, alarm.loud) == (Cause.SILENCE, True), "a notice stands there today"
    assert "30 minutes" in alarm.template.format(**alarm.values)
    raise_outages(warned.at(1900))
    assert len(warned.alarms) == 1
    Polling.objects.update(answered_at=warned.at(1950), failures=0)
    assert contain_due(warned.at(1951)) == 1
    (alarm,) = warned.alarms
    assert (alarm.state, alarm.outcome) == (AlarmState.RESOLVED, Outcome.HARMLESS)
    settings.PAGE_SILENCE_MINUTES = 0
    Polling.objects.update(failures=9)
    assert raise_outages(warned.at(90_000)) == []


def test_where_nobody_can_answer_anything_silence_is_quiet(warned: Warned) -> None:
    Delivery.objects.update(live_at=warned.start - timedelta(days=3))
    Polling.objects.create(
        channel=warned.room.mastodon, answered_at=warned.start, failures=3, failed_at=warned.at(9)
    )
    assert [one.loud for one in raise_outages(warned.at(1801))] == [False]


def test_contained_when_it_is_proved_gone_everywhere(warned: Warned) -> None:
    alarm = raise_by_hand(warned.room.bob, warned.notice, note="Wrong", at=warned.at(0))
    receipt = {"revision": 1, "remote_id": "1", "at": warned.at(0)}
    Receipt.objects.create(delivery=warned.delivery, **receipt)
    retract(warned.room.dora, warned.notice, "Wrong", at=warned.at(10))
    assert contain_due(warned.at(20)) == 0
    Delivery.objects.update(held="gone", wanted=None, gone_at=warned.at(30))
    assert contain_due(warned.at(31)) == 0, "a receipt stands whose absence nobody has read"
    gone(warned)
    assert contain_due(warned.at(91)) == 1
    alarm.refresh_from_db()
    assert (alarm.state, alarm.contained_at) == (AlarmState.CONTAINED, warned.at(91))
    incident = Incident.objects.get()
    assert (incident.notice, incident.opened_by) == (warned.notice, None)
    assert list(incident.alarms.all()) == [alarm]


def test_contained_when_a_correction_stands_wherever_it_stood(warned: Warned) -> None:
    notice, now = warned.notice, warned.at(10)
    alarm = raise_by_hand(warned.room.bob, notice, note="Wrong", at=warned.at(0))
    room = warned.room
    revision = correct(room.alice, notice, room.draft(note="The time"), at=now)
    submit(room.alice, revision, at=now)
    approve(room.bob, revision, version=revision.version, at=now)
    assert contain_due(warned.at(20)) == 0
    Delivery.objects.update(held="live", revision=2, live_at=warned.at(25))
    assert contain_due(warned.at(26)) == 1
    alarm.refresh_from_db()
    assert alarm.state == AlarmState.CONTAINED


def test_an_alarm_that_nobody_answers_freezes_its_place_where_that_is_wished(
    warned: Warned,
) -> None:
    raise_by_hand(warned.room.bob, warned.notice, note="Wrong", at=warned.at(0))
    assert freeze_unanswered(warned.at(700)) == 0, "it is a switch, and off"
    allow(warned, unanswered=True)
    assert freeze_unanswered(warned.at(599)) == 0
    assert freeze_unanswered(warned.at(601)) == 1
    assert freeze_unanswered(warned.at(602)) == 0
    assert Freeze.objects.get().scope == warned.room.unit.path


def test_an_alarm_that_somebody_has_freezes_nothing(warned: Warned) -> None:
    allow(warned, unanswered=True)
    raise_by_hand(warned.room.bob, warned.notice, note="Wrong", at=warned.at(0))
    Alarm.objects.update(state=AlarmState.ACKNOWLEDGED, acknowledged_by=Person.objects.first())
    assert freeze_unanswered(warned.at(900)) == 0
