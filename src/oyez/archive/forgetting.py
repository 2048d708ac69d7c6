"""Records whose time is over lose their words, unless somebody holds them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from oyez.archive.models import Hold, Medium, Record
from oyez.archive.storing import path_of
from oyez.publish.models import Picture

AT_ONCE = 200


def in_force(now: datetime) -> Q:
    """Holds that keep something now; the last day counts."""
    return Q(lifted_at=None) & (Q(until=None) | Q(until__gte=timezone.localdate(now)))


def unheld(rows: QuerySet[Record], now: datetime) -> QuerySet[Record]:
    """Those of the records that nobody holds."""
    holds = Hold.objects.filter(in_force(now), channel=OuterRef("channel"))
    whole = holds.filter(record=None)
    return rows.filter(~Exists(whole), ~Exists(holds.filter(record=OuterRef("pk"))))


@transaction.atomic
def forget(now: datetime, most: int = AT_ONCE) -> int:
    """Take out words, author, address and files; the row stays with its times and digests."""
    over = Record.objects.filter(ends_at__lte=now, forgotten_at=None)
    found = list(unheld(over, now).order_by("ends_at").values_list("pk", flat=True)[:most])
    if not found:
        return 0
    # Asked again in the same statement: a hold may have come between.
    rows = unheld(Record.objects.filter(pk__in=found, forgotten_at=None), now)
    sure = list(rows.select_for_update(of=("self",)).values_list("pk", flat=True))
    blank: dict[str, Any] = {"text": "", "author": "", "url": "", "original": b""}
    Record.objects.filter(pk__in=sure).update(forgotten_at=now, **blank)
    files = Medium.objects.filter(record__in=sure)
    files.update(alt="")
    media = list(files.values_list("sha256", "ending"))
    transaction.on_commit(lambda: _drop(media))
    return len(sure)


def _drop(media: list[tuple[str, str]]) -> None:
    """Files that nothing else needs any more."""
    digests = {sha256 for sha256, _ending in media}
    others = Medium.objects.filter(sha256__in=digests, record__forgotten_at=None)
    kept = set(others.values_list("sha256", flat=True))
    kept |= set(Picture.objects.filter(sha256__in=digests).values_list("sha256", flat=True))
    for sha256, ending in media:
        if sha256 not in kept:
            path_of(sha256, ending).unlink(missing_ok=True)
