"""Take in what a platform called with."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F

from oyez.domain.listening import usual_gap
from oyez.listen.hearing import Kept, keep
from oyez.listen.models import Webhook
from oyez.listen.models.event import How
from oyez.listen.raw import Raw
from oyez.platforms.heard import InboxItem


@transaction.atomic
def hear(webhook: Webhook, raw: Raw, items: Sequence[InboxItem] | None, *, now: datetime) -> Kept:
    """Keep a call whose signature was right, count it, and note that the platform calls."""
    row = Webhook.objects.select_for_update().get(pk=webhook.pk)
    kept = keep(webhook.channel, How.WEBHOOK, raw, items, now=now)
    row.calls += 1
    row.repeats += not kept.fresh
    row.unread += kept.fresh and items is None
    if row.called_at is not None:
        row.gap = usual_gap(row.gap, (now - row.called_at).total_seconds())
    row.called_at, row.missed_at = now, None
    row.save(update_fields=("calls", "repeats", "unread", "gap", "called_at", "missed_at"))
    return kept


def refuse(webhook: Webhook, *, now: datetime) -> None:
    """Count a call whose signature was missing or wrong; nothing else of it is kept."""
    rows = Webhook.objects.filter(pk=webhook.pk)
    rows.update(refused=F("refused") + 1, refused_at=now)


def shake(webhook: Webhook, *, now: datetime) -> None:
    """Note that the platform asked whether the address is ours, and was told."""
    Webhook.objects.filter(pk=webhook.pk).update(shaken_at=now)
