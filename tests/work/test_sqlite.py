from __future__ import annotations

import sqlite3

import pytest
from django.db import OperationalError, connection, transaction

from oyez.work.snapshot import one_moment
from oyez.work.sqlite import base
from together import shared_database

__all__ = ["shared_database"]

pytestmark = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="the embedded database's own wait"
)


def other_writer() -> sqlite3.Connection:
    name = str(connection.settings_dict["NAME"])
    writer = sqlite3.connect(name, isolation_level=None, check_same_thread=False)
    writer.execute("BEGIN IMMEDIATE")
    return writer


def busy_timeout() -> int:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        return int(cursor.fetchone()[0])


def test_a_writer_waits_for_another_one(
    shared_database: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    connection.ensure_connection()
    writer, tries = other_writer(), []

    def pause(seconds: float) -> None:
        tries.append(seconds)
        if len(tries) == 3:
            writer.execute("COMMIT")

    monkeypatch.setattr(base.time, "sleep", pause)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    assert tries == [base.PAUSE] * 3, "it asked again each time, without SQLite's own naps"
    assert busy_timeout() == 0
    writer.close()


def test_a_single_statement_waits_too(
    shared_database: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    connection.ensure_connection()
    writer, tries = other_writer(), []

    def pause(seconds: float) -> None:
        tries.append(seconds)
        writer.execute("COMMIT")

    monkeypatch.setattr(base.time, "sleep", pause)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_session")
    assert tries == [base.PAUSE]
    writer.close()


def test_it_does_not_wait_for_ever(shared_database: None, monkeypatch: pytest.MonkeyPatch) -> None:
    connection.ensure_connection()
    writer = other_writer()
    monkeypatch.setattr(base, "PATIENCE", 0.02)
    with pytest.raises(OperationalError, match="locked"), transaction.atomic():
        pass
    writer.execute("ROLLBACK")
    writer.close()


def test_reading_as_of_one_moment_takes_no_lock(shared_database: None) -> None:
    connection.ensure_connection()
    writer = other_writer()
    with one_moment(), connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM accounts_person")
        assert cursor.fetchone() == (0,)
    writer.execute("ROLLBACK")
    writer.close()
