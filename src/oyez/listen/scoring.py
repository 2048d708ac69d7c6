"""Which items are to be scored, scoring them, and keeping what was said of them."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Protocol

from django.conf import settings
from django.db import transaction

from oyez.listen.models import InboxItem, Score
from oyez.listen.models.inbox_item import Place
from oyez.platforms.heard import SPOKEN
from oyez.publish.models import Delivery, Variant
from oyez.scoring import Scored, Text, load

log = logging.getLogger("oyez.listen")
BATCH = 64
LEASE = timedelta(minutes=2)  # longer than a batch takes, the reading of the scorer included
READING = tuple(name for name in Scored.__dataclass_fields__ if name != "fingerprint")


class Judge(Protocol):
    """What reads texts."""

    def judge(self, batch: Sequence[Text]) -> Sequence[Scored]:
        """What people see of each text, in their order."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Items to be scored, their texts, and until when nobody else scores them."""

    items: Sequence[int]
    texts: Sequence[Text]
    until: datetime


def take_due(now: datetime, most: int = BATCH) -> Batch | None:
    """The items that wait, what was said last first: a warning is about what stands there now."""
    due = InboxItem.objects.filter(score_due_at__lte=now, due_at=None).order_by("-at", "-pk")
    if not due.exists():
        return None
    until = now + LEASE
    with transaction.atomic():
        rows = due.select_for_update(skip_locked=True, of=("self",)).select_related("delivery")
        mine = list(rows[:most])
        InboxItem.objects.filter(pk__in=[row.pk for row in mine]).update(score_due_at=until)
    posts = posts_of([row.delivery for row in mine if row.delivery is not None])
    texts = [Text(row.text, post=posts.get(row.delivery_id or 0, "")) for row in mine]
    return Batch([row.pk for row in mine], texts, until) if mine else None


def posts_of(deliveries: Sequence[Delivery]) -> dict[int, str]:
    """The words that stand or stood there, by delivery."""
    notices = {row.notice_id for row in deliveries}
    rows = Variant.objects.filter(
        revision__notice__in=notices, channel__in={row.channel_id for row in deliveries}
    )
    newest = rows.select_related("revision").order_by("revision__number")
    said: dict[tuple[int, int, int | None], str] = {}
    for one in newest:
        words = f"{one.title}\n{one.text}".strip()
        place = one.revision.notice_id, one.channel_id
        said[*place, one.revision.number] = said[*place, None] = words
    found = {}
    for row in deliveries:
        last = said.get((row.notice_id, row.channel_id, None), "")
        found[row.pk] = said.get((row.notice_id, row.channel_id, row.revision), last)
    return found


def judge(batch: Batch) -> Sequence[Scored]:
    """What the scorer of this installation says of each text."""
    return scorer().judge(batch.texts)


@cache
def scorer() -> Judge:
    """The scorer that the settings name; the small one where it cannot be had."""
    try:
        return load(settings.SCORER)
    except Exception:
        log.exception("the scorer cannot be used; the small one takes its place")
        return load("tiny")


@transaction.atomic
def write_scores(batch: Batch, scored: Sequence[Scored], now: datetime) -> None:
    """Keep what was said. Words that changed meanwhile stay due; a person's label stays."""
    pairs = list(zip(batch.items, scored, strict=True))
    rows = InboxItem.objects.filter(pk__in=batch.items, score_due_at=batch.until)
    still = set(rows.values_list("pk", flat=True))
    Score.objects.bulk_create(
        [_row(pk, one, now) for pk, one in pairs if pk in still],
        update_conflicts=True,
        unique_fields=("item", "fingerprint"),
        update_fields=(*READING, "at"),
    )
    told = [InboxItem(pk=pk, suggested=one.triage, place=place_of(one)) for pk, one in pairs]
    rows.filter(label="").bulk_update(told, ("suggested", "place"))
    rows.update(score_due_at=None)


def _row(pk: int, one: Scored, now: datetime) -> Score:
    said = {name: getattr(one, name) for name in (*READING, "fingerprint")}
    return Score(item_id=pk, at=now, **said)


def place_of(one: Scored) -> Place:
    """Who needs help goes first, then who warns us, whatever else is said of the words."""
    if one.urgent:
        return Place.URGENT
    return Place.WARNING if one.alarming else Place.OTHER


def score_again(channel: int, since: datetime, until: datetime, now: datetime) -> int:
    """Have everything scored that came in a time, for one period takes one instrument."""
    rows = InboxItem.objects.filter(
        channel=channel, first_seen__gte=since, first_seen__lt=until, kind__in=SPOKEN, own=False
    )
    return rows.filter(deleted_at=None).exclude(text="").update(score_due_at=now)
