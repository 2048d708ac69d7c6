"""What the rules found in a text, and what somebody watches because of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from oyez.domain.notice import NoticeState
from oyez.domain.screening import Level
from oyez.publish.models import Finding, Notice, Picture, Revision, Screening


def screening_of(revision: Revision | None) -> Screening | None:
    """The newest screening of a revision."""
    return Screening.objects.filter(revision=revision).first() if revision else None


def findings_of(revision: Revision | None) -> list[Finding]:
    """Its findings, the gravest first, with who decided them."""
    if revision is None:
        return []
    rows = Finding.objects.filter(screening__revision=revision)
    order = [Level.BLOCK, Level.ASK, Level.INFO]
    found = rows.select_related("decided_by", "watcher")
    return sorted(found, key=lambda one: order.index(Level(one.level)))


def decided_keys(revision: Revision | None) -> set[str]:
    """What somebody has decided about a revision already, by the names of findings."""
    if revision is None:
        return set()
    rows = Finding.objects.filter(screening__revision=revision).exclude(decided_by=None)
    return set(rows.values_list("key", flat=True))


def finding_of(notice: Notice, pk: int) -> Finding | None:
    """A finding of this notice."""
    rows = Finding.objects.filter(screening__revision__notice=notice, pk=pk)
    return rows.select_related("screening__revision__notice__unit__authority").first()


def watched_now(now: datetime) -> QuerySet[Finding]:
    """What was set aside for a time that is not over: to be sampled often, by a named person.

    `evidence` is the address, `watcher` who watches, `ends_at` when it has to be gone.
    """
    rows = Finding.objects.filter(ends_at__gt=now, watcher__isnull=False)
    return rows.select_related("screening__revision__notice", "watcher")


def watched_too_long(now: datetime) -> QuerySet[Finding]:
    """What was set aside for a time that is over."""
    rows = Finding.objects.filter(ends_at__lte=now, watcher__isnull=False)
    return rows.select_related("screening__revision__notice", "watcher")


def withdrawn_with(pictures: Iterable[Picture], notice: Notice) -> dict[str, str]:
    """The code of another notice that was taken back with the same picture, by its digest."""
    rows = Picture.objects.filter(
        sha256__in={one.sha256 for one in pictures},
        revision__notice__state=NoticeState.RETRACTED,
    ).exclude(revision__notice=notice)
    return dict(rows.values_list("sha256", "revision__notice__code"))


def hand_texts(revision: Revision) -> dict[int, str]:
    """The texts that were written by hand, by channel."""
    rows = revision.variants.filter(by_hand=True)
    return dict(rows.values_list("channel_id", "text"))
