"""Write what a platform reports of a send whose answer got lost, under the row's lock."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db import transaction

from oyez.domain.delivery import Held
from oyez.domain.delivery.report import Report, decides, reported
from oyez.govern.models import Channel
from oyez.platforms import port
from oyez.publish.delivering.context import abilities_of
from oyez.publish.delivering.record import date_wish, now_live
from oyez.publish.facts import facts_of, placements_of, put, standing
from oyez.publish.models import Delivery, Receipt
from oyez.publish.rows import join, write

EVIDENCE = "reported by the platform"
SEPARATORS = re.compile(r"[,;\n]")


@dataclass(frozen=True, slots=True)
class Told:
    """One report about one revision of a delivery: the copy that arrived, or those it missed."""

    delivery: int
    revision: int
    receipt: port.Receipt | None
    failures: frozenset[tuple[str, datetime | None]] = field(default=frozenset(), repr=False)


@transaction.atomic
def write_report(told: Told, now: datetime) -> bool:
    """Settle the doubt, or add a recipient to a copy known from reports only.

    False: a call for this row is running, so the report has to wait until it is back.
    """
    row = Delivery.objects.select_for_update().get(pk=told.delivery)
    if row.held == Held.SENDING or (row.lease_until is not None and row.lease_until > now):
        return False
    join([row])
    abilities = abilities_of(row.channel)
    known = standing([row.pk]).get(row.pk, [])
    before = facts_of(row, placements_of(known))
    arrived = told.receipt is not None
    asked = recipients(row.channel, known)
    report = Report(told.revision, arrived, failures=told.failures, asked=asked)
    if not decides(before, report, abilities):
        _one_more(told, known)
        return True
    if told.receipt is not None:
        report = replace(report, ref=str(_receipt(row, told.revision, told.receipt).pk))
    after = reported(before, report, now=now, abilities=abilities)
    date_wish(row, after, now)
    put(row, after)
    row.task_for_id, row.reason, row.due_at = None, None, now
    write([row])
    now_live([row], now)
    return True


def recipients(channel: Channel, known: Sequence[Receipt]) -> int:
    """How many people a send on the channel may have addressed; rather too many than too few."""
    listed = SEPARATORS.split(str(channel.options.get("recipients", "")))
    before = {str(part) for receipt in known for part in receipt.parts}
    return max(1, len({one.strip() for one in listed if one.strip()} | before))


def _receipt(row: Delivery, revision: int, found: port.Receipt) -> Receipt:
    return Receipt.objects.create(
        delivery=row,
        revision=revision,
        remote_id=found.remote_id,
        url=found.url or "",
        version=found.version or "",
        parts=list(found.parts),
        at=found.at,
        seen_from="api",
        evidence=EVIDENCE,
    )


def _one_more(told: Told, known: Sequence[Receipt]) -> None:
    """Whoever is reported later has the text too, and is told when it is withdrawn."""
    if told.receipt is None:
        return
    for receipt in known:
        parts = [part for part in told.receipt.parts if part not in receipt.parts]
        if receipt.revision == told.revision and receipt.evidence == EVIDENCE and parts:
            receipt.parts = [*receipt.parts, *parts]
            receipt.save(update_fields=("parts",))
