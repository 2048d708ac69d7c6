"""Forget raw events, reports, and what people said, when their time is over.

What was deleted loses its words after `OYEZ_HEARD_DAYS`, everything else after `OYEZ_REPLY_DAYS`.
The row stays, without words and author: so it is counted, keeps its labels, and is known when it
is heard once more.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet

from oyez.listen.holding import held_channels
from oyez.listen.models import Event, InboxItem, Note
from oyez.platforms.heard import Heard

AT_ONCE = 500
SAYS_NOTHING = (Heard.REPORT, Heard.UNKNOWN, Heard.REACTION)


@transaction.atomic
def forget(now: datetime, most: int = AT_ONCE) -> int:
    """How many rows were removed or emptied; at most `most` of each kind.

    What an open incident needs as evidence is kept until it is closed.
    """
    before = now - timedelta(days=settings.HEARD_DAYS)
    # The bytes hold the words too, so they are kept for no longer.
    raw = now - timedelta(days=min(settings.HEARD_DAYS, settings.REPLY_DAYS))
    held = held_channels()
    old = Event.objects.filter(received_at__lt=raw).exclude(channel__in=held)
    old = old.order_by("received_at")
    events = list(old.values_list("pk", flat=True)[:most])
    if events:
        Event.objects.filter(pk__in=events).delete()
    spent = InboxItem.objects.filter(kind__in=SAYS_NOTHING, first_seen__lt=before).order_by()
    items = list(spent.exclude(channel__in=held).values_list("pk", flat=True)[:most])
    if items:
        InboxItem.objects.filter(pk__in=items).delete()
    remembered = InboxItem.objects.filter(forgotten_at=None).exclude(channel__in=held)
    gone = remembered.filter(deleted_at__lt=before).order_by("deleted_at")
    old_enough = Q(first_seen__lt=now - timedelta(days=settings.REPLY_DAYS))
    kept = remembered.filter(old_enough).order_by("first_seen")
    emptied = _empty(gone, now, most) + _empty(kept, now, most)
    return len(events) + len(items) + emptied


def _empty(rows: QuerySet[InboxItem], now: datetime, most: int) -> int:
    """Take out who said what, and notes about it; kind, times, what it is about, labels stay."""
    found = list(rows.values_list("pk", flat=True)[:most])
    if found:
        blank = {"text": "", "author": "", "url": "", "cut": False, "account_days": None}
        over = {"open_at": None, "score_due_at": None}
        InboxItem.objects.filter(pk__in=found).update(forgotten_at=now, **blank, **over)
        Note.objects.filter(item__in=found).delete()
    return len(found)
