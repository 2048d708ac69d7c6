"""What becomes of items that were just heard."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import OperationalError, transaction
from django.db.models import Exists, OuterRef, Q

from oyez.accounts.sealing import VaultError
from oyez.domain.delivery import Held
from oyez.domain.delivery.report import arrived
from oyez.listen.channels import reader
from oyez.listen.linking import key_of, link
from oyez.listen.models import InboxItem
from oyez.listen.own import mark_own
from oyez.platforms import heard, port
from oyez.platforms.heard import Heard
from oyez.publish.delivering.reported import EVIDENCE, Told, write_report
from oyez.publish.models import Delivery, Receipt

log = logging.getLogger("oyez.listen")
AT_ONCE = 100
LATER, MUCH_LATER = timedelta(seconds=2), timedelta(minutes=10)
TOLD_FROM = 2000  # an earlier year says that the platform did not tell the time


@transaction.atomic
def handle_due(now: datetime, most: int = AT_ONCE) -> int:
    """Link the oldest items that wait, and write what reports say; how many were handled.

    A report about what is being sent in this moment waits until the call has come back.
    """
    due = InboxItem.objects.filter(due_at__lte=now).order_by("due_at", "pk")
    if not due.exists():
        return 0
    rows = due.select_for_update(skip_locked=True, of=("self",)).select_related("channel")
    items = list(rows[:most])
    link(items)
    mark_own(items)
    InboxItem.objects.bulk_update(items, ("delivery", "own"))
    ours = [item.pk for item in items if item.own]
    InboxItem.objects.filter(pk__in=ours).update(open_at=None, score_due_at=None)
    waiting = {one.pk: wait for one in _deciding(items) if (wait := _attempt(one, now))}
    done = [item.pk for item in items if item.pk not in waiting]
    InboxItem.objects.filter(pk__in=done).update(due_at=None)
    for pk, wait in waiting.items():
        InboxItem.objects.filter(pk=pk).update(due_at=now + wait)
    return len(done)


def _attempt(item: InboxItem, now: datetime) -> timedelta | None:
    """How long the report has to wait; one over which we stumble holds up no other."""
    try:
        with transaction.atomic():
            return None if _write(item, now) else LATER
    except OperationalError:
        raise
    except Exception:
        log.exception("a report could not be handled", extra={"item": item.pk})
        return MUCH_LATER


def _deciding(items: Sequence[InboxItem]) -> list[InboxItem]:
    """The reports that may still change something; of the many others nothing more is asked."""
    reports = [item for item in items if item.kind == Heard.REPORT and item.delivery_id]
    if not reports:
        return []
    by_report = Receipt.objects.filter(delivery=OuterRef("pk"), evidence=EVIDENCE, gone_at=None)
    open_still = Q(doubt__isnull=False) | Q(held=Held.SENDING) | Exists(by_report)
    rows = Delivery.objects.filter(open_still, pk__in={one.delivery_id for one in reports})
    wanted = set(rows.order_by().values_list("pk", flat=True))
    return [one for one in reports if one.delivery_id in wanted]


def _write(item: InboxItem, now: datetime) -> bool:
    """Whether the report could be written; what names no send of ours says nothing."""
    key, said = key_of(item.about), arrived(item.text)
    if key is None or key.withdrawal or said is None or item.delivery_id is None:
        return True
    receipt = _proof(item) if said else None
    if said and receipt is None:
        return True
    failures = frozenset[tuple[str, datetime | None]]() if said else _failures(item)
    return write_report(Told(item.delivery_id, key.revision, receipt, failures), now)


def _proof(item: InboxItem) -> port.Receipt | None:
    """The copy as the channel's adapter would have told it; None where its secrets do not open."""
    report = heard.InboxItem(
        item.platform_id, Heard.REPORT, item.author, item.text, item.at, item.about
    )
    try:
        return reader(item.channel).reported(report)
    except VaultError:
        return None


def _failures(item: InboxItem) -> frozenset[tuple[str, datetime | None]]:
    """Everybody of whom the platform said that this send did not reach them, and when."""
    rows = InboxItem.objects.filter(
        channel=item.channel_id, delivery=item.delivery_id, kind=Heard.REPORT, about=item.about
    )
    return frozenset(
        (row.author, row.at if row.at.year >= TOLD_FROM else None)
        for row in rows
        if arrived(row.text) is False
    )
