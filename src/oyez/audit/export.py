"""Entries of the ledger as a file, line by line, that proves itself when it is read again.

The last lines name how the ledger ended when the export began, and the digest of every byte
before them. CSV has one kind of record a line, named in its first column.
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping

from oyez.audit.models import Entry, Head

COLUMNS = (
    *("record", "seq", "at", "actor", "name", "action", "object"),
    *("request_id", "data", "previous", "hash"),
)
KINDS = {"csv": "text/csv; charset=utf-8", "jsonl": "application/jsonl; charset=utf-8"}

Row = dict[str, object]


def lines(
    kind: str, entries: Iterable[Entry], head: Head, names: Mapping[str, str]
) -> Iterator[bytes]:
    """The file in parts; `names` says who an actor is."""
    written, digest, count = _WRITERS[kind], hashlib.sha256(), 0
    for part in _head_of(kind):
        digest.update(part)
        yield part
    for entry in entries:
        count += 1
        part = written(_row(entry, names))
        digest.update(part)
        yield part
    end = written({"record": "head", "seq": head.seq, "hash": head.hash})
    digest.update(end)
    yield end
    yield written({"record": "sha256", "seq": count, "hash": digest.hexdigest()})


def _row(entry: Entry, names: Mapping[str, str]) -> Row:
    return {
        "record": "entry",
        "seq": entry.seq,
        "at": entry.at.isoformat(),
        "actor": entry.actor,
        "name": names.get(entry.actor, ""),
        "action": entry.action,
        "object": entry.object,
        "request_id": entry.request_id,
        "data": entry.data,
        "previous": entry.previous,
        "hash": entry.hash,
    }


def _json(row: Row) -> bytes:
    return json.dumps(row, ensure_ascii=False, sort_keys=True).encode() + b"\n"


def _csv(row: Row) -> bytes:
    return _csv_line(_cell(row.get(column, "")) for column in COLUMNS)


def _csv_line(cells: Iterable[str]) -> bytes:
    echo = _Echo()
    csv.writer(echo).writerow(cells)
    return echo.text.encode()


def _cell(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    # A spreadsheet takes such a beginning for a formula.
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def _head_of(kind: str) -> list[bytes]:
    return [_csv_line(COLUMNS)] if kind == "csv" else []


class _Echo:
    """Keeps the last line that was written."""

    text = ""

    def write(self, text: str) -> None:
        """Take a line."""
        self.text = text


_WRITERS = {"csv": _csv, "jsonl": _json}
