"""Raise an alarm, or make the one that is open louder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.audit.actions import record
from oyez.domain.alarm import AlarmState, Cause, Judgement, urgency_of
from oyez.domain.errors import NotAllowed, Sentence, say
from oyez.domain.notice import RETRACTABLE
from oyez.domain.roles import Verb
from oyez.govern.models import Channel
from oyez.guard.models import Alarm, Sign
from oyez.publish.models import Notice

MACHINE = "guard"


@dataclass(frozen=True, slots=True)
class Danger:
    """What is wrong, where, and how sure we are. `about` tells one danger from another."""

    about: str
    cause: Cause
    loud: bool
    path: str
    reason: Sentence
    notice: Notice | None = None
    channel: Channel | None = None
    url: str = ""
    judgement: Judgement | None = None
    first_sign_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Witness:
    """One thing that speaks for it, by inbox item or by the code of what was seen."""

    code: str
    at: datetime
    item: int | None = None
    chance: float | None = None


@transaction.atomic
def raise_alarm(
    danger: Danger, *, at: datetime, signs: Sequence[Witness] = (), actor: str = MACHINE
) -> tuple[Alarm, bool]:
    """The alarm about this danger, and whether it was raised or became loud now.

    While one is open the same danger raises no second; what was quiet becomes loud.
    """
    known = _open(danger.about)
    alarm = known or _new(danger, at)
    louder = known is not None and danger.loud and not known.loud
    if louder:
        _louder(alarm, danger, at)
    _enter(alarm, signs)
    if known is None or louder:
        name = "guard.raise_alarm" if known is None else "guard.raise_louder"
        urgency = urgency_of(loud=danger.loud)
        record(actor, name, f"alarm:{alarm.pk}", about=danger.about, cause=danger.cause.value,
               urgency=urgency)  # fmt: skip
    return alarm, known is None or louder


def raise_by_hand(by: Person, notice: Notice, *, note: str, at: datetime) -> Alarm:
    """A person sees a danger before any machine does."""
    actor = demand(by, Verb.RETRACT, notice.unit.path)
    if notice.state not in RETRACTABLE:
        raise NotAllowed(say("This notice has not gone out, so there is no danger from it."))
    if not note.strip():
        raise NotAllowed(say("Write in a sentence what is wrong."), "note")
    reason = say("{person} says: {note}", person=by.name, note=note.strip()[:300])
    danger = Danger(
        about=f"notice:{notice.code}",
        cause=Cause.PERSON,
        loud=True,
        path=notice.unit.path,
        reason=reason,
        notice=notice,
    )
    return raise_alarm(danger, at=at, actor=actor)[0]


def _open(about: str) -> Alarm | None:
    rows = Alarm.objects.select_for_update().exclude(state=AlarmState.RESOLVED)
    return rows.filter(about=about).first()


def _new(danger: Danger, at: datetime) -> Alarm:
    judged = danger.judgement
    return Alarm.objects.create(
        about=danger.about,
        cause=danger.cause,
        loud=danger.loud,
        path=danger.path,
        notice=danger.notice,
        channel=danger.channel,
        url=danger.url,
        template=danger.reason.template,
        values={name: str(value) for name, value in danger.reason.values.items()},
        weight=judged.weight if judged else 0,
        authors=judged.authors if judged else 0,
        first_sign_at=danger.first_sign_at,
        raised_at=at,
        loud_at=at if danger.loud else None,
    )


def _louder(alarm: Alarm, danger: Danger, at: datetime) -> None:
    alarm.loud, alarm.loud_at, alarm.cause = True, at, danger.cause
    alarm.template = danger.reason.template
    alarm.values = {name: str(value) for name, value in danger.reason.values.items()}
    if danger.judgement:
        alarm.weight, alarm.authors = danger.judgement.weight, danger.judgement.authors
    alarm.save()


def _enter(alarm: Alarm, signs: Sequence[Witness]) -> None:
    rows = [
        Sign(alarm=alarm, item_id=one.item, code=one.code, chance=one.chance, at=one.at)
        for one in signs
    ]
    Sign.objects.bulk_create(rows, ignore_conflicts=True)
