"""Writing many delivery rows at once: one statement each, no model machinery in the hot path."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import connection

from oyez.publish.facts import COLUMNS
from oyez.publish.models import Delivery

WRITTEN = (
    *(name for name in COLUMNS if name != "wanted"),
    "reason",
    "code",
    "task_for_id",
    "lease",
    "lease_until",
    "due_at",
    "live_at",
    "gone_at",
)
UPDATE = (
    f"UPDATE publish_delivery SET {', '.join(f'{name} = %s' for name in WRITTEN)} WHERE id = %s"
)


def write(rows: Iterable[Delivery]) -> None:
    """Write everything but the wish, which is a person's. The rows are locked by the caller."""
    adapt = connection.ops.adapt_datetimefield_value

    def value(row: Delivery, name: str) -> Any:
        found = getattr(row, name)
        if isinstance(found, datetime):
            return adapt(found)
        if name == "reason":
            return None if found is None else json.dumps(found)
        return found

    with connection.cursor() as cursor:
        cursor.executemany(
            UPDATE, [[*(value(row, name) for name in WRITTEN), row.pk] for row in rows]
        )
