from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from oyez.audit.actions import record
from oyez.audit.chain import GENESIS
from oyez.audit.models import Entry, Head
from oyez.audit.queries import entries_about, first_broken, head, last_entries
from oyez.web.middleware import origin
from together import together


@pytest.mark.django_db
def test_entries_are_numbered_without_gaps_and_name_the_one_before() -> None:
    one = record("person:1", "publish.approve", "notice:7k2", revision=3)
    two = record("person:2", "publish.retract", "notice:7k2")
    assert two.seq == one.seq + 1
    assert two.previous == one.hash
    assert (head().seq, head().hash) == (two.seq, two.hash)
    assert [entry.seq for entry in entries_about("notice:7k2")] == [one.seq, two.seq]
    assert [entry.seq for entry in last_entries(2)] == [one.seq, two.seq]


@pytest.mark.django_db
def test_an_empty_ledger_begins_with_the_genesis_hash() -> None:
    if head().seq == 0:
        assert head().hash == GENESIS


@pytest.mark.django_db
def test_the_request_id_of_the_moment_is_written() -> None:
    with origin("command") as identifier:
        assert record("command", "test.act", "thing:1").request_id == identifier
    assert record("command", "test.act", "thing:1").request_id == ""


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_recorded() -> None:
    with pytest.raises(RuntimeError, match="transaction"):
        record("person:1", "test.act", "thing:1")


@pytest.mark.django_db
@pytest.mark.parametrize("value", [1.5, b"bytes", object(), {1: "a key that is no text"}])
def test_values_that_a_database_might_change_are_refused(value: object) -> None:
    with pytest.raises(TypeError, match="ledger takes"):
        record("person:1", "test.act", "thing:1", value=value)


@pytest.mark.django_db
def test_all_kinds_of_plain_values_survive_the_database() -> None:
    value = {"text": "Grüße, 漢字 🚨", "number": -(2**60), "none": None, "list": [True, [1, "b"]]}
    entry = record("person:1", "test.act", "thing:1", value=value, empty="")
    assert Entry.objects.get(pk=entry.pk).data == {"value": value, "empty": ""}
    assert first_broken() is None


@pytest.mark.django_db
def test_a_rolled_back_deed_leaves_no_entry_and_no_gap() -> None:
    before = head().seq

    def fail() -> None:
        with transaction.atomic():
            record("person:1", "test.act", "thing:1")
            raise ValueError("changed my mind")

    with pytest.raises(ValueError, match="changed my mind"):
        fail()
    assert head().seq == before
    assert record("person:1", "test.act", "thing:1").seq == before + 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET actor = 'nobody'",
        "DELETE FROM audit_entry",
        "DELETE FROM audit_head",
    ],
)
def test_the_database_itself_refuses_change_and_removal(statement: str) -> None:
    record("person:1", "test.act", "thing:1")
    with (
        pytest.raises(DatabaseError, match="only be added to"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert first_broken() is None


@pytest.mark.django_db
def test_the_vendor_s_own_ways_around_are_refused() -> None:
    entry = record("person:1", "test.act", "thing:1")
    statement = {
        "sqlite": "REPLACE INTO audit_entry SELECT seq, at, 'nobody', action, object, request_id,"
        f" data, previous, hash FROM audit_entry WHERE seq = {entry.seq}",
        "postgresql": "TRUNCATE audit_entry",
    }[connection.vendor]
    with (
        pytest.raises(DatabaseError, match="only be added to"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


@pytest.mark.django_db(transaction=True)
def test_flush_leaves_the_ledger_alone(shared_database: None) -> None:
    with transaction.atomic():
        entry = record("person:1", "test.act", "thing:1")
    call_command("flush", interactive=False, verbosity=0)
    assert Entry.objects.filter(pk=entry.pk).exists()
    assert Head.objects.get().seq == entry.seq


@pytest.mark.django_db(transaction=True)
def test_many_writers_at_once_leave_one_whole_chain(shared_database: None) -> None:
    start = head().seq

    def write() -> None:
        for _ in range(10):
            with transaction.atomic():
                record("person:1", "test.act", "thing:many")

    assert together(*[write] * 4) == [None] * 4
    assert head().seq == start + 40
    assert first_broken() is None
