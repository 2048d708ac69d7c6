"""Opening the reviews whose day has come."""

from __future__ import annotations

import logging
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from oyez.domain.errors import NotAllowed
from oyez.domain.review import schedule
from oyez.review.models import Review, ReviewRules
from oyez.review.opening import Wish, today, write

log = logging.getLogger("oyez.review")


def open_due(now: datetime) -> list[Review]:
    """A review for each authority at which one is due; the next day is set in the same moment."""
    day = today(now)
    due = ReviewRules.objects.filter(next_on__lte=day).select_related("authority")
    found = []
    for row in due.order_by("next_on", "pk"):
        try:
            with transaction.atomic():
                found += _open(row, now)
        except NotAllowed as no:
            log.warning("no review was opened", extra={"authority": row.pk, "why": str(no.reason)})
            _move(row, now)
    return found


def _open(row: ReviewRules, now: datetime) -> list[Review]:
    begun = row.next_on
    if begun is None or not _move(row, now):
        return []
    begins, ends = schedule.period(begun, row.every_months)
    title = _("Channels, {begins} to {ends}").format(begins=begins, ends=ends)
    return [write("worker", None, row.authority, Wish(title, begins, ends), at=now)]


def _move(row: ReviewRules, now: datetime) -> bool:
    """Set the next day; False where another worker has done it."""
    assert row.next_on is not None  # noqa: S101 - it was read by this very column
    after = schedule.next_on(row.next_on, row.every_months, today(now))
    rows = ReviewRules.objects.filter(pk=row.pk, next_on=row.next_on)
    return rows.update(next_on=after) == 1
