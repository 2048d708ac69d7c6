from __future__ import annotations

import csv
import io
import json

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

from newsroom import Newsroom
from oyez.accounts.actions import grant
from oyez.audit.actions import record
from oyez.audit.models import Entry
from oyez.domain.roles import Role


def page(answer: HttpResponse) -> str:
    return answer.content.decode()


def look(room: Newsroom, query: str = "") -> str:
    return page(room.client(room.audrey).get(f"/ledger/{query}"))


def write(number: int) -> None:
    with transaction.atomic():
        for place in range(number):
            record("worker", "publish.expire", f"notice:n{place}")


def test_deeds_are_told_in_words_with_links(room: Newsroom) -> None:
    code = room.approved().code
    html = look(room)
    assert "Approved a text" in html
    assert f'<a href="/notices/{code}/">Notice {code}</a>' in html
    assert "Bob" in html
    assert "fingerprint: " in html


@pytest.mark.parametrize(
    ("query", "there", "missing"),
    [
        ("?who=alice", "<strong>Wrote a notice", "Approved a text"),
        ("?who=bob@police", "Approved a text", "<strong>Wrote a notice"),
        ("?who=nobody", "No entry fits", "<strong>"),
        ("?action=publish.approve", "Approved a text", "<strong>Wrote"),
        ("?who=command", "Entered a unit", "<strong>Wrote"),
        ("?since=2100-01-01T00:00", "No entry fits", "<strong>"),
        ("?until=2100-01-01T00:00", "Wrote a notice", "No entry fits"),
        ("?request=web-none", "No entry fits", "<strong>"),
    ],
)
def test_filters_narrow_down(room: Newsroom, query: str, there: str, missing: str) -> None:
    room.approved()
    html = look(room, query)
    assert there in html
    assert missing not in html.partition('id="entries"')[2]


def test_one_object_is_found_by_its_code(room: Newsroom) -> None:
    mine, other = room.written().code, room.written().code
    for query in (mine, f"notice:{mine}"):
        html = look(room, f"?about={query}")
        assert f"Notice {mine}" in html
        assert f"Notice {other}" not in html


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("?since=yesterday", "Write date and time like"),
        ("?since=2026-02-01T00:00&until=2026-01-01T00:00", "The end lies before the beginning."),
        ("?action=drop.table", "Select a valid choice"),
        (f"?who={'x' * 201}", "at most 200 characters"),
    ],
)
def test_a_filter_that_makes_no_sense_is_answered_and_kept(
    room: Newsroom, query: str, said: str
) -> None:
    answer = room.client(room.audrey).get(f"/ledger/{query}")
    assert answer.status_code == 422
    assert said in page(answer)
    assert "No entry fits" in page(answer)


def test_pages_lead_to_older_and_back(room: Newsroom) -> None:
    write(120)
    newest = look(room)
    head = Entry.objects.latest("seq").seq
    assert f"before={head - 49}" in newest
    assert "Newer" not in newest
    older = look(room, f"?before={head - 49}")
    assert f"after={head - 50}" in older
    assert f">{head - 50}</td>" in older
    assert look(room, "?before=junk") != "", "nonsense means the newest"


@pytest.mark.parametrize("kind", ["csv", "jsonl"])
def test_what_fits_is_exported_and_that_is_an_entry(room: Newsroom, kind: str) -> None:
    room.approved()
    before = Entry.objects.count()
    client = room.client(room.audrey)
    answer = client.post("/ledger/export/", {"kind": kind, "who": "alice"})
    assert f'.{kind}"' in answer["Content-Disposition"]
    data = b"".join(answer.streaming_content).decode()
    if kind == "csv":
        rows = list(csv.DictReader(io.StringIO(data)))
    else:
        rows = [json.loads(line) for line in data.splitlines()]
    assert {row["name"] for row in rows[:-2]} == {"Alice"}
    assert int(rows[-2]["seq"]) == before
    entry = Entry.objects.latest("seq")
    assert (entry.action, entry.data["kind"]) == ("accounts.export_ledger", kind)
    assert entry.data["actors"] == [room.alice.signature]


def test_an_export_is_for_auditors_of_everything(room: Newsroom) -> None:
    for person in (room.alice, room.ada):
        assert room.client(person).post("/ledger/export/", {"kind": "csv"}).status_code == 404
    grant(None, room.bob, Role.AUDITOR, room.unit.path)
    assert room.client(room.bob).get("/ledger/").status_code == 404
    client = room.client(room.audrey)
    assert client.post("/ledger/export/", {"kind": "pdf"}).status_code == 404
    assert client.get("/ledger/export/").status_code == 405


def test_it_asks_as_often_for_fifty_entries_as_for_five(room: Newsroom) -> None:
    client, counts = room.client(room.audrey), []
    for number in (5, 50):
        write(number)
        with CaptureQueriesContext(connection) as caught:
            client.get("/ledger/?action=publish.expire")
        counts.append(len(caught))
    assert counts[0] == counts[1] <= 12
