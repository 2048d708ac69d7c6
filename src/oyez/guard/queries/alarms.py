"""Reads of alarms: what is open, what speaks for each, and whom it has paged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Case, Count, Q, QuerySet, Value, When

from oyez.domain.alarm import OPEN, AlarmState, Cause, Outcome
from oyez.domain.roles import Verb
from oyez.guard.models import Alarm, Page, Removal, Sign, Stranger
from oyez.listen.models import InboxItem
from oyez.platforms.heard import SPOKEN
from oyez.publish.models import Delivery, Notice
from oyez.publish.queries import Sight, Who, where

KEPT = timedelta(days=90)
MANY = 50
HARMING = (AlarmState.RAISED, AlarmState.ACKNOWLEDGED)


def alarms_of(who: Who) -> QuerySet[Alarm]:
    """The alarms about places that the person sees."""
    rows = Alarm.objects.filter(where(who, Verb.SEE, "path"))
    return rows.select_related("notice__unit", "channel__unit", "acknowledged_by", "resolved_by")


def open_alarms(who: Who) -> list[Alarm]:
    """Those that are not over: what nobody answers first, the loud before the quiet."""
    order = Case(
        When(state=AlarmState.RAISED, loud=True, then=Value(0)),
        When(state=AlarmState.ACKNOWLEDGED, then=Value(1)),
        When(state=AlarmState.RAISED, then=Value(2)),
        default=Value(3),
    )
    return list(alarms_of(who).filter(state__in=OPEN).order_by(order, "-raised_at", "-pk")[:MANY])


def past_alarms(who: Who, now: datetime) -> QuerySet[Alarm]:
    """Those that are over, of the last 90 days."""
    rows = alarms_of(who).filter(state=AlarmState.RESOLVED, raised_at__gt=now - KEPT)
    return rows.order_by("-raised_at", "-pk")


def harming(sight: Sight) -> list[Alarm]:
    """The loud ones of these that nobody has contained, what nobody answers first."""
    found = sight.once(open_alarms, sight)
    return [one for one in found if one.loud and one.state in HARMING]


def alarm_by_id(pk: int) -> Alarm | None:
    """One alarm with what it is about."""
    rows = Alarm.objects.select_related(
        "notice__unit__authority", "channel__unit__authority", "acknowledged_by", "resolved_by"
    )
    return rows.filter(pk=pk).first()


def replies_that_warn(alarm: Alarm) -> list[Sign]:
    """The replies that speak for it, the first first."""
    rows = Sign.objects.filter(alarm=alarm, item__isnull=False)
    return list(rows.select_related("item__channel").order_by("at", "pk")[:MANY])


def pages_of(alarm: Alarm) -> QuerySet[Page]:
    """Whom it has paged, the first first."""
    return Page.objects.filter(alarm=alarm).select_related("person").order_by("at", "pk")


@dataclass(frozen=True, slots=True)
class Heard:
    """How many replies to a notice came, and from how many accounts."""

    replies: int
    people: int


def heard_about(notice: Notice) -> Heard:
    """So many people have certainly seen it: they answered."""
    rows = InboxItem.objects.filter(delivery__notice=notice, kind__in=SPOKEN, own=False)
    found = rows.aggregate(Count("pk"), people=Count("author", distinct=True))
    return Heard(found["pk__count"], found["people"])


def places_of(notice: Notice) -> list[Delivery]:
    """Where the notice is, was, or is to be."""
    rows = Delivery.objects.filter(notice=notice).select_related("channel")
    return list(rows.prefetch_related("receipts"))


def stranger_of(alarm: Alarm) -> Stranger | None:
    """The post that is not in our books, where the alarm is about one."""
    number = alarm.about.removeprefix("stranger:")
    if alarm.cause != Cause.STRANGER or not number.isdecimal():
        return None
    rows = Stranger.objects.select_related("channel__unit", "removal__asked_by")
    return rows.filter(pk=int(number)).first()


def removals_by_hand(who: Who) -> list[Removal]:
    """Posts that are not in our books and that only a person can remove."""
    rows = Removal.objects.filter(
        where(who, Verb.RETRACT, "stranger__channel__unit__path"), by_hand=True, gone_at=None
    )
    return list(rows.select_related("stranger__channel").order_by("asked_at")[:MANY])


def item_by_id(pk: int) -> InboxItem | None:
    """One thing that somebody said, with what it is about."""
    rows = InboxItem.objects.select_related("channel__unit", "delivery__notice__unit")
    return rows.filter(pk=pk, kind__in=SPOKEN).first()


FALSE = (Outcome.FALSE, Outcome.PRANK, Outcome.HARMLESS)


def judged_replies() -> QuerySet[Sign]:
    """Replies that spoke for alarms which people have closed, for evaluating the scorer.

    `alarm.outcome` says what it was: those in `FALSE` were no warnings, whatever they sounded like.
    """
    closed = Q(alarm__cause=Cause.WARNINGS, alarm__resolved_by__isnull=False)
    return Sign.objects.filter(closed, item__isnull=False).select_related("alarm", "item")
