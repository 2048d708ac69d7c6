"""Say that somebody has a draft open, and what their window saved last."""

from __future__ import annotations

from datetime import datetime, timedelta

from oyez.accounts.models import Person
from oyez.publish.models import Notice, Seat

OLD = timedelta(hours=12)


def take_seat(
    by: Person,
    notice: Notice,
    form_key: str,
    *,
    at: datetime,
    wrote: int | None = None,
    digest: str = "",
) -> None:
    """Note the window, named by the key of its form; no more than a glance across the room."""
    if not form_key:
        return
    saved = {"wrote": wrote, "digest": digest} if wrote is not None else {}
    mine = Seat.objects.filter(notice=notice, form_key=form_key, person=by)
    if mine.update(seen_at=at, **saved):
        return
    Seat.objects.filter(seen_at__lte=at - OLD).delete()
    row = Seat(notice=notice, person=by, form_key=form_key, since=at, seen_at=at, **saved)
    Seat.objects.bulk_create([row], ignore_conflicts=True)
