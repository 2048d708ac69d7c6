from __future__ import annotations

import json

import pytest
from django.db import connection

from oyez.audit.actions import record
from oyez.audit.models import Head
from oyez.audit.queries import Damage, first_broken, head
from oyez.cli import main

TRIGGERS = {
    "sqlite": (
        "DROP TRIGGER audit_entry_no_update",
        "DROP TRIGGER audit_entry_no_delete",
        "DROP TRIGGER audit_entry_no_replace",
        "DROP TRIGGER audit_head_no_delete",
    ),
    "postgresql": (
        "DROP TRIGGER audit_entry_refuse ON audit_entry",
        "DROP TRIGGER audit_head_refuse ON audit_head",
    ),
}


@pytest.fixture
def first(db: None) -> int:
    """Five entries and no trigger in the way; the number of the first."""
    numbers = [record(f"person:{n}", "test.act", "thing:1", n=n).seq for n in range(5)]
    for statement in TRIGGERS[connection.vendor]:
        sql(statement)
    return numbers[0]


def sql(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_an_untouched_ledger_is_whole(first: int) -> None:
    assert first_broken() is None


@pytest.mark.parametrize(
    "change",
    [
        "actor = 'person:99'",
        "action = 'test.other'",
        "object = 'thing:2'",
        "request_id = 'web-1'",
        "data = '{\"n\": 7}'",
        "at = '2020-01-01 00:00:00+00:00'",
        "hash = 'ffff'",
        "previous = 'ffff'",
    ],
)
def test_a_changed_field_is_found(first: int, change: str) -> None:
    sql(f"UPDATE audit_entry SET {change} WHERE seq = %s", first + 2)
    found = first_broken()
    assert found is not None
    assert (found.seq, found.damage) == (first + 2, Damage.CHANGED)


def test_a_removed_entry_is_found(first: int) -> None:
    sql("DELETE FROM audit_entry WHERE seq = %s", first + 1)
    found = first_broken()
    assert found is not None
    assert (found.seq, found.damage) == (first + 1, Damage.REMOVED)


def test_a_removed_entry_is_found_though_the_rest_was_renumbered(first: int) -> None:
    sql("DELETE FROM audit_entry WHERE seq = %s", first + 1)
    for seq in range(first + 2, first + 5):
        sql("UPDATE audit_entry SET seq = %s WHERE seq = %s", seq - 1, seq)
    sql("UPDATE audit_head SET seq = seq - 1")
    found = first_broken()
    assert found is not None
    assert (found.seq, found.damage) == (first + 1, Damage.REMOVED)


def test_a_removed_tail_is_found(first: int) -> None:
    sql("DELETE FROM audit_entry WHERE seq >= %s", first + 3)
    found = first_broken()
    assert found is not None
    assert (found.seq, found.damage) == (first + 3, Damage.REMOVED)


def test_two_entries_that_changed_places_are_found(first: int) -> None:
    sql("UPDATE audit_entry SET seq = -1 WHERE seq = %s", first + 1)
    sql("UPDATE audit_entry SET seq = %s WHERE seq = %s", first + 1, first + 3)
    sql("UPDATE audit_entry SET seq = %s WHERE seq = -1", first + 3)
    found = first_broken()
    assert found is not None
    assert (found.seq, found.damage) == (first + 1, Damage.REORDERED)


def test_a_head_that_was_turned_back_is_found(first: int) -> None:
    Head.objects.update(seq=first + 1)
    assert first_broken() is not None


def test_a_head_with_another_hash_is_found(first: int) -> None:
    Head.objects.update(hash="f" * 64)
    found = first_broken()
    assert found is not None
    assert (found.seq, found.damage) == (first + 4, Damage.CHANGED)


def test_a_missing_head_is_found_and_stops_writing(first: int) -> None:
    sql("DELETE FROM audit_head")
    found = first_broken()
    assert found is not None
    assert found.damage is Damage.REMOVED
    with pytest.raises(Exception, match="head of the ledger is missing"):
        record("person:1", "test.act", "thing:1")


def test_another_key_fits_no_entry(first: int, settings: pytest.FixtureRequest) -> None:
    settings.LEDGER_KEY = "another key"
    assert first_broken() is not None


def test_the_walk_needs_few_queries(
    first: int, django_assert_max_num_queries: pytest.FixtureRequest
) -> None:
    with django_assert_max_num_queries(4):
        first_broken()


def test_the_command_says_how_many_entries_hold(
    first: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ledger", "verify"]) == 0
    assert f"{first + 4} entries" in capsys.readouterr().out
    assert main(["ledger", "verify", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said == {"whole": True, "entries": first + 4, "last": head().hash, "first": None}


def test_the_command_names_the_broken_entry(first: int, capsys: pytest.CaptureFixture[str]) -> None:
    sql("UPDATE audit_entry SET actor = 'x' WHERE seq = %s", first + 2)
    assert main(["ledger", "verify"]) == 1
    assert f"Entry {first + 2} was changed." in capsys.readouterr().err
    assert main(["ledger", "verify", "--json"]) == 1
    said = json.loads(capsys.readouterr().out)
    assert (said["first"]["seq"], said["first"]["damage"]) == (first + 2, "changed")


def test_the_command_shows_the_newest_entries(
    first: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ledger", "show", "--last", "2", "--json"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["seq"] for line in lines] == [first + 3, first + 4]
    assert main(["ledger", "show", "--last", "1"]) == 0
    assert "person:4  test.act  thing:1" in capsys.readouterr().out
