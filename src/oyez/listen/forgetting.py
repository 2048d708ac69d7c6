"""Forget raw events, reports, and the words of what was deleted, when their time is over."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from oyez.listen.models import Event, InboxItem
from oyez.platforms.heard import Heard

AT_ONCE = 500
SAYS_NOTHING = (Heard.REPORT, Heard.UNKNOWN, Heard.REACTION)


@transaction.atomic
def forget(now: datetime, most: int = AT_ONCE) -> int:
    """How many rows were removed or emptied; at most `most` of each kind.

    The row of something deleted stays without its words and its author: heard once more, it is
    known to be gone.
    """
    before = now - timedelta(days=settings.HEARD_DAYS)
    old = Event.objects.filter(received_at__lt=before).order_by("received_at")
    events = list(old.values_list("pk", flat=True)[:most])
    if events:
        Event.objects.filter(pk__in=events).delete()
    spent = InboxItem.objects.filter(kind__in=SAYS_NOTHING, first_seen__lt=before).order_by()
    items = list(spent.values_list("pk", flat=True)[:most])
    if items:
        InboxItem.objects.filter(pk__in=items).delete()
    told = ~Q(text="") | ~Q(author="") | ~Q(url="")
    gone = InboxItem.objects.filter(told, deleted_at__lt=before).order_by("deleted_at")
    emptied = list(gone.values_list("pk", flat=True)[:most])
    if emptied:
        InboxItem.objects.filter(pk__in=emptied).update(text="", author="", url="", cut=False)
    return len(events) + len(items) + len(emptied)
