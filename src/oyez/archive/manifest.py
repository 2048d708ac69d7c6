"""The list of all records of a channel: one line of JSON each, and one digest over the lines."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from oyez.archive.models import Medium, Record
from oyez.govern.models import Channel

BATCH = 500


@dataclass(frozen=True, slots=True)
class Sum:
    """What a list comes to."""

    records: int
    sha256: str


def rows_of(channel: Channel) -> Iterator[tuple[Record, list[Medium]]]:
    """All records of a channel with their files, in the order in which they were kept."""
    after = 0
    while True:
        rows = Record.objects.filter(channel=channel, pk__gt=after).order_by("pk")
        batch = list(rows[:BATCH])
        if not batch:
            return
        after = batch[-1].pk
        media: dict[int, list[Medium]] = {}
        for one in Medium.objects.filter(record__in=[row.pk for row in batch]):
            media.setdefault(one.record_id, []).append(one)
        for row in batch:
            yield row, media.get(row.pk, [])


def line_of(row: Record, media: list[Medium]) -> dict[str, Any]:
    """What the list tells of a record: enough to know it again, and none of its words."""
    return {
        "key": row.key,
        "kind": row.kind,
        "at": row.at.isoformat(),
        "source": row.source,
        "sha256": row.sha256,
        "media": sorted(one.sha256 for one in media),
    }


def as_line(told: Mapping[str, Any]) -> bytes:
    """One line of the list."""
    return json.dumps(told, ensure_ascii=False, sort_keys=True).encode() + b"\n"


def summed(channel: Channel) -> Sum:
    """The digest of the list as it is now."""
    digest, count = hashlib.sha256(), 0
    for row, media in rows_of(channel):
        digest.update(as_line(line_of(row, media)))
        count += 1
    return Sum(count, digest.hexdigest())
