"""Looking for records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from oyez.archive.models import Medium, Record
from oyez.domain.roles import Verb
from oyez.publish.queries import Who, where


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for; what is empty does not narrow anything down."""

    words: str = ""
    channel: str = ""
    kind: str = ""
    since: date | None = None
    until: date | None = None


def search(who: Who, asked: Asked) -> QuerySet[Record]:
    """The records of the person's channels that match, the newest first."""
    rows = Record.objects.filter(where(who, Verb.SEE, "channel__unit__path"))
    for word in asked.words.split()[:8]:
        rows = rows.filter(Q(text__icontains=word) | Q(author__icontains=word))
    if asked.channel.isdecimal() and len(asked.channel) < 18:
        rows = rows.filter(channel=int(asked.channel))
    elif asked.channel:
        rows = rows.filter(channel__name__icontains=asked.channel)
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    if asked.since:
        rows = rows.filter(at__gte=_begin(asked.since))
    if asked.until and asked.until < date.max:
        rows = rows.filter(at__lt=_begin(asked.until + timedelta(days=1)))
    rows = rows.select_related("channel__unit").defer("original", "channel__secrets")
    return rows.order_by("-at", "-pk")


def _begin(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def record_by_id(pk: int) -> Record | None:
    """One record with its channel."""
    rows = Record.objects.filter(pk=pk) if pk < 2**63 else Record.objects.none()
    return rows.select_related("channel__unit", "brought_by", "delivery__notice").first()


def media_of(row: Record) -> QuerySet[Medium]:
    """The files of a record, in order."""
    return Medium.objects.filter(record=row)


def medium_of(pk: int) -> Medium | None:
    """One file with the record that it belongs to."""
    rows = Medium.objects.filter(pk=pk) if pk < 2**63 else Medium.objects.none()
    return rows.select_related("record__channel__unit").first()
