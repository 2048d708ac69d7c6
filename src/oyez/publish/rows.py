"""Writing many delivery rows at once: one statement each, no model machinery in the hot path."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import connection

from oyez.govern.models import Channel
from oyez.publish.facts import COLUMNS
from oyez.publish.models import Delivery, Notice, Receipt

WRITTEN = (
    *(name for name in COLUMNS if name != "wanted"),
    "staged",
    "reason",
    "code",
    "task_for_id",
    "taken_by_id",
    "said_by_id",
    "lane",
    "lease",
    "lease_until",
    "due_at",
    "live_at",
    "gone_at",
)
WISHED = (*WRITTEN, "wanted", "wanted_at")


def write(rows: Iterable[Delivery], names: Sequence[str] = WRITTEN) -> None:
    """Write columns of rows that the caller holds. Only a person's wish writes `WISHED`."""
    adapt = connection.ops.adapt_datetimefield_value
    columns = ", ".join(f"{name} = %s" for name in names)

    def value(row: Delivery, name: str) -> Any:
        found = getattr(row, name)
        if isinstance(found, datetime):
            return adapt(found)
        if name == "reason":
            return None if found is None else json.dumps(found)
        return found

    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE publish_delivery SET {columns} WHERE id = %s",
            [[*(value(row, name) for name in names), row.pk] for row in rows],
        )


def write_receipts(receipts: Iterable[Receipt]) -> None:
    """Write what was proved about receipts that exist."""
    adapt = connection.ops.adapt_datetimefield_value
    with connection.cursor() as cursor:
        cursor.executemany(
            "UPDATE publish_receipt SET revision = %s, text_sha256 = %s, version = %s,"
            " evidence = %s, gone_at = %s WHERE id = %s",
            [
                [
                    *(one.revision, one.text_sha256, one.version, one.evidence),
                    adapt(one.gone_at) if one.gone_at else None,
                    one.pk,
                ]
                for one in receipts
            ],
        )


def join(rows: Sequence[Delivery]) -> None:
    """Give the rows their notices and channels: one object each, however many rows share it."""
    notices = Notice.objects.in_bulk({row.notice_id for row in rows})
    channels = Channel.objects.in_bulk({row.channel_id for row in rows})
    for row in rows:
        row.notice, row.channel = notices[row.notice_id], channels[row.channel_id]


PEEK = (
    "SELECT 1 FROM publish_delivery WHERE lane = %s AND rank = %s AND due_at <= %s "
    "AND (lease_until IS NULL OR lease_until <= %s) LIMIT 1"
)


def waiting(lane: str, rank: int, now: datetime) -> bool:
    """Whether the lane has something due: one step into an index, asked many times a second."""
    moment = connection.ops.adapt_datetimefield_value(now)
    with connection.cursor() as cursor:
        cursor.execute(PEEK, [lane, rank, moment, moment])
        return cursor.fetchone() is not None
