from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from oyez.audit.actions import record
from oyez.audit.export import COLUMNS, lines
from oyez.audit.finding import SIZE, Wish, found, leaf, walk
from oyez.audit.models import Entry
from oyez.audit.queries import head


@pytest.fixture
def entries(db: None) -> list[Entry]:
    written = []
    for number in range(120):
        with transaction.atomic():
            actor = f"person:{number % 3}"
            action = "publish.compose" if number % 2 else "publish.submit"
            written.append(record(actor, action, f"notice:code{number}", number=number))
    return written


def pages(wish: Wish) -> Iterator[list[int]]:
    page = leaf(wish)
    yield [entry.seq for entry in page.entries]
    while page.older:
        page = leaf(wish, before=page.older)
        yield [entry.seq for entry in page.entries]


WISHES = [
    Wish(),
    Wish(actors=("person:1",)),
    Wish(actors=("person:1", "person:2"), action="publish.submit"),
    Wish(action="publish.compose"),
    Wish(about="code7"),
    Wish(about="notice:code7"),
]


@pytest.mark.parametrize("wish", WISHES)
def test_pages_hold_every_entry_once_the_newest_first(entries: list[Entry], wish: Wish) -> None:
    seen = [seq for page in pages(wish) for seq in page]
    assert seen == sorted({entry.seq for entry in found(wish)}, reverse=True)
    assert all(len(page) <= SIZE for page in pages(wish))


def test_a_page_leads_back_to_newer_ones(entries: list[Entry]) -> None:
    first = leaf(Wish())
    second = leaf(Wish(), before=first.older)
    assert first.newer is None
    back = leaf(Wish(), after=second.newer)
    assert back.entries == first.entries
    assert (back.newer, back.older) == (None, first.older)
    beyond = leaf(Wish(), after=entries[-1].seq)
    assert beyond.entries == []
    assert leaf(Wish(), before=beyond.older).entries == first.entries


def test_nobody_is_not_everybody(entries: list[Entry]) -> None:
    assert leaf(Wish(actors=())).entries == []


def test_a_stretch_of_time_holds_its_begin_and_not_its_end(entries: list[Entry]) -> None:
    since, until = entries[30].at, entries[60].at
    assert [e.seq for e in walk(Wish(since=since, until=until), 10**9)] == [
        entry.seq for entry in entries[30:60]
    ]
    later = entries[-1].at + timedelta(days=1)
    assert leaf(Wish(since=later)).entries == []
    assert leaf(Wish(until=entries[0].at)).entries == []


def test_every_way_into_the_ledger_is_an_index(entries: list[Entry]) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("NOT RUN: the plans of another database read differently")
    wishes = [*WISHES, Wish(request_id="web-1"), Wish(since=entries[3].at, until=entries[90].at)]
    for wish in wishes:
        with CaptureQueriesContext(connection) as caught:
            leaf(wish)
        for query in caught.captured_queries:
            plan = explained(query["sql"])
            read_whole = [one for one in plan if one.startswith("SCAN") and "INDEX" not in one]
            assert read_whole == [], wish
            if wish != Wish():
                assert any("SEARCH audit_entry USING" in step for step in plan), (wish, plan)


def explained(sql: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
        return [row[3] for row in cursor.fetchall()]


def test_without_its_index_a_look_up_reads_everything(entries: list[Entry]) -> None:
    """The check above can fail: this is what it would see."""
    if connection.vendor != "sqlite":
        pytest.skip("NOT RUN: the plans of another database read differently")
    sql = "SELECT seq FROM audit_entry NOT INDEXED WHERE actor = 'person:1'"
    assert explained(sql) == ["SCAN audit_entry"]


def file_of(kind: str, wish: Wish) -> bytes:
    end = head()
    assert end is not None
    return b"".join(lines(kind, walk(wish, end.seq), end, {"person:1": "=Ann"}))


def test_json_lines_name_the_head_and_prove_themselves(entries: list[Entry]) -> None:
    data = file_of("jsonl", Wish(actors=("person:1",)))
    *before, last = data.splitlines(keepends=True)
    rows = [json.loads(line) for line in before]
    proof = json.loads(last)
    assert proof["hash"] == hashlib.sha256(b"".join(before)).hexdigest()
    assert proof["seq"] == len(rows) - 1 == 40
    end = head()
    assert end is not None
    assert rows[-1] == {"record": "head", "seq": end.seq, "hash": end.hash}
    assert rows[0]["hash"] == Entry.objects.get(seq=rows[0]["seq"]).hash
    assert rows[0]["data"] == {"number": 1}


def test_csv_has_the_same_and_no_formulas(entries: list[Entry]) -> None:
    data = file_of("csv", Wish())
    rows = list(csv.DictReader(io.StringIO(data.decode())))
    assert tuple(rows[0]) == COLUMNS
    assert [row["record"] for row in rows[-2:]] == ["head", "sha256"]
    assert len(rows) == 122
    assert next(row for row in rows if row["actor"] == "person:1")["name"] == "'=Ann"
    before = data[: data.rindex(b"sha256,")]
    assert rows[-1]["hash"] == hashlib.sha256(before).hexdigest()
