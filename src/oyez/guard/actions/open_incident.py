"""Open the incident around an alarm."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.audit.actions import record
from oyez.domain.roles import Verb
from oyez.guard.actions.raise_alarm import MACHINE
from oyez.guard.models import Alarm, Incident

LONGEST = 300


def open_incident(by: Person, alarm: Alarm, *, at: datetime) -> Incident:
    """The incident of this danger; one that is open already takes the alarm in."""
    actor = demand(by, Verb.RETRACT, alarm.path)
    return _open(alarm, by, actor, at)


def open_by_machine(alarm: Alarm, *, at: datetime) -> Incident:
    """The same, where the guard sees that something was taken down or corrected."""
    return _open(alarm, None, MACHINE, at)


@transaction.atomic
def _open(alarm: Alarm, by: Person | None, actor: str, at: datetime) -> Incident:
    known = alarm.incidents.first() or _standing(alarm.about)
    incident = known or _new(alarm, by, actor, at)
    incident.alarms.add(alarm)
    return incident


def _standing(about: str) -> Incident | None:
    return Incident.objects.filter(about=about, resolved_at=None).first()


def _new(alarm: Alarm, by: Person | None, actor: str, at: datetime) -> Incident:
    row = Incident(
        path=alarm.path,
        about=alarm.about,
        title=title_of(alarm)[:LONGEST],
        notice=alarm.notice,
        channel=alarm.channel,
        opened_at=at,
        opened_by=by,
        held_at=at,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        if known := _standing(alarm.about):  # somebody else was faster
            return known
        raise
    record(actor, "guard.open_incident", f"incident:{row.pk}", alarm=alarm.pk)
    return row


def title_of(alarm: Alarm) -> str:
    """What it is about: the notice's headline, or the channel."""
    if alarm.notice:
        return alarm.notice.headline or alarm.notice.code
    return alarm.channel.name if alarm.channel else alarm.about
