"""When nobody answers a loud alarm: the last station was paged, and publishing stops there."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from oyez.domain.alarm import STATIONS, AlarmState, Station
from oyez.domain.errors import NotAllowed
from oyez.domain.freeze import frozen_by
from oyez.govern.actions import freeze
from oyez.govern.queries import freezes_in_force
from oyez.guard.actions.raise_alarm import MACHINE
from oyez.guard.models import Alarm, Sign
from oyez.guard.queries.automatic import freezes_unanswered

LAST: timedelta = max(after for after, station in STATIONS if station is Station.HEAD)
MARK = "unanswered"
REASON = "Nobody has answered an alarm for ten minutes. The guard has frozen this place."


def freeze_unanswered(now: datetime) -> int:
    """Freeze the place of each alarm that nobody answers, where its authority wishes so; once."""
    rows = Alarm.objects.filter(state=AlarmState.RAISED, loud=True, loud_at__lte=now - LAST)
    waiting = rows.exclude(signs__code=MARK).select_related("channel__unit")
    return sum(_freeze(alarm, now) for alarm in waiting if freezes_unanswered(alarm.path))


@transaction.atomic
def _freeze(alarm: Alarm, now: datetime) -> bool:
    if not Alarm.objects.select_for_update().filter(pk=alarm.pk, state=AlarmState.RAISED).exists():
        return False
    Sign.objects.create(alarm=alarm, code=MARK, at=now)
    scope = alarm.channel.path if alarm.channel else alarm.path
    if frozen_by(scope, freezes_in_force()) is not None:
        return False
    try:
        freeze(None, scope, reason=REASON, machine=MACHINE)
    except NotAllowed:
        return False
    return True
