"""Alarms whose danger is over: proved gone, corrected everywhere, or passed by itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

from oyez.domain.alarm import AlarmState, Cause
from oyez.domain.delivery import Held
from oyez.domain.errors import NotAllowed
from oyez.domain.notice import NoticeState, RevisionKind
from oyez.guard.actions.contain import contain
from oyez.guard.actions.open_incident import open_by_machine
from oyez.guard.actions.pass_over import pass_over
from oyez.guard.actions.raise_alarm import MACHINE
from oyez.guard.models import Alarm, Stranger
from oyez.guard.outages import outages
from oyez.publish.facts import standing
from oyez.publish.models import Delivery, Notice

STANDING: Final = (AlarmState.RAISED, AlarmState.ACKNOWLEDGED)


def contain_due(now: datetime) -> int:
    """Contain what does no more harm; how many alarms that were."""
    done = 0
    rows = Alarm.objects.filter(state__in=STANDING).select_related("notice", "channel__unit")
    for alarm in rows:
        if not OVER[Cause(alarm.cause)](alarm, now):
            continue
        try:
            _end(alarm, now)
        except NotAllowed:
            continue  # somebody was faster
        done += 1
    return done


def _end(alarm: Alarm, now: datetime) -> None:
    if alarm.cause in PASSING:
        pass_over(alarm, at=now)
        return
    contain(alarm, at=now, actor=MACHINE)
    if alarm.loud:
        open_by_machine(alarm, at=now)


def proved_gone(notice: Notice) -> bool:
    """Whether it was taken back and nothing of it stands anywhere, as read from outside."""
    if notice.state != NoticeState.RETRACTED:
        return False
    rows = Delivery.objects.filter(notice=notice)
    if rows.exclude(held=Held.GONE).exclude(held=Held.REFUSED).exists():
        return False
    return not standing(rows.values_list("pk", flat=True))


def stands_corrected(notice: Notice, since: datetime) -> bool:
    """Whether a correction that went out since then stands wherever the notice does."""
    fixed = notice.revisions.exclude(kind=RevisionKind.FIRST).filter(issued_at__gte=since)
    newest = fixed.order_by("-number").first()
    if newest is None or notice.state == NoticeState.RETRACTED:
        return False
    rows = list(Delivery.objects.filter(notice=notice).exclude(held=Held.REFUSED))
    there = [row for row in rows if not (row.held == Held.GONE and row.wanted is None)]
    return bool(there) and all(
        row.held == Held.LIVE
        and row.wanted == row.revision
        and (row.revision or 0) >= newest.number
        for row in there
    )


def _notice_over(alarm: Alarm, now: datetime) -> bool:  # noqa: ARG001 (a row of the table)
    if alarm.notice is None:
        return False
    return proved_gone(alarm.notice) or stands_corrected(alarm.notice, alarm.raised_at)


def _stranger_over(alarm: Alarm, now: datetime) -> bool:  # noqa: ARG001 (a row of the table)
    number = alarm.about.partition(":")[2]
    rows = Stranger.objects.filter(pk=int(number) if number.isdecimal() else 0)
    return rows.filter(cleared_at__isnull=False).exists()


def _silence_over(alarm: Alarm, now: datetime) -> bool:
    return alarm.channel_id not in {one.channel.pk for one in outages(now)}


def _answered(alarm: Alarm, now: datetime) -> bool:  # noqa: ARG001 (a row of the table)
    """Whether nothing that the alarm is about waits any more."""
    items = [sign.item for sign in alarm.signs.select_related("item") if sign.item]
    return bool(items) and all(item.open_at is None for item in items)


OVER: Mapping[Cause, Callable[[Alarm, datetime], bool]] = {
    Cause.WARNINGS: _notice_over,
    Cause.DRIFT: _notice_over,
    Cause.PERSON: _notice_over,
    Cause.STRANGER: _stranger_over,
    Cause.SILENCE: _silence_over,
    Cause.AGED: _answered,
    Cause.LIFE: _answered,
}
# Nothing is left to do or to learn about these once they are over.
PASSING: Final = frozenset({Cause.SILENCE, Cause.AGED, Cause.LIFE})
