"""Sending what waits: claim with a lease, hand it to its way, remember what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.db.models import QuerySet

from oyez.guard.calling import calls_of
from oyez.guard.models import Page, PagingWay
from oyez.guard.ways import WAYS, Call
from oyez.platforms.port import Transport

LEASE, AGAIN = timedelta(seconds=30), timedelta(seconds=10)
TRIES: Final = 6
NO_ADDRESS: Final = "no address"


def send(call: Call, door: Transport) -> str:
    """Send one; empty, or why not."""
    return WAYS[call.way].send(call, door)


@transaction.atomic
def take_pages(now: datetime, free: int) -> list[Call]:
    """Claim pages that wait; a lease brings back what a dead worker took."""
    rows = Page.objects.select_for_update(skip_locked=True, of=("self",)).filter(due_at__lte=now)
    taken = list(
        rows.select_related("alarm__notice", "alarm__channel", "person").order_by("due_at", "pk")[
            :free
        ]
    )
    calls = []
    for row in taken:
        found = calls_of(row)
        row.due_at, row.tries = (now + LEASE if found else None), row.tries + 1
        row.failure = row.failure if found else NO_ADDRESS
        calls += found
    Page.objects.bulk_update(taken, ("due_at", "tries", "failure"))
    return calls


def record_pages(results: Sequence[tuple[Call, str]], now: datetime) -> None:
    """A page has left the house when one of its addresses took it; the others are not tried again.

    One that nobody acknowledged meanwhile and that nobody took is tried a minute long.
    """
    settle(Page.objects.all(), results, now)


def settle(rows: QuerySet[Any], results: Sequence[tuple[Call, str]], now: datetime) -> None:
    """Write what came of calls to their rows and to their addresses."""
    sent = {call.page for call, failure in results if not failure}
    rows.filter(pk__in=sent).update(sent_at=now, due_at=None, failure="")
    for call, failure in results:
        if failure and call.page not in sent:
            waiting = rows.filter(pk=call.page, due_at__isnull=False)
            waiting.filter(tries__lt=TRIES).update(due_at=now + AGAIN, failure=failure[:200])
            waiting.filter(tries__gte=TRIES).update(due_at=None, failure=failure[:200])
    _tell_addresses(results, now)


def _tell_addresses(results: Iterable[tuple[Call, str]], now: datetime) -> None:
    for call, failure in results:
        if call.address is None:
            continue
        row = PagingWay.objects.filter(pk=call.address)
        if failure:
            row.update(failed_at=now, failure=failure[:200])
        else:
            row.update(sent_at=now, failure="")
