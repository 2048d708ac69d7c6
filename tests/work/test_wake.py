from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection
from plain_step import PlainStep, at_work, until

from oyez.work.loop import Worker
from oyez.work.wake import SqliteWake, make_wake
from together import together


@pytest.fixture
def path(tmp_path: Path) -> str:
    with closing(sqlite3.connect(tmp_path / "rows.sqlite3")) as rows:
        rows.execute("PRAGMA journal_mode=WAL")
        rows.execute("CREATE TABLE rows (id INTEGER)")
        rows.commit()
    return str(tmp_path / "rows.sqlite3")


@pytest.fixture
def wake(path: str) -> Iterator[SqliteWake]:
    wake = SqliteWake(path)
    wake.changed()
    yield wake
    wake.close()


def test_a_commit_elsewhere_wakes_once(wake: SqliteWake, path: str) -> None:
    assert not wake.changed()
    with closing(sqlite3.connect(path)) as writer:
        writer.execute("INSERT INTO rows VALUES (1)")
        assert not wake.changed()
        writer.commit()
        assert wake.changed()
        assert not wake.changed()


def test_what_is_rolled_back_wakes_nobody(wake: SqliteWake, path: str) -> None:
    with closing(sqlite3.connect(path)) as writer:
        writer.execute("INSERT INTO rows VALUES (1)")
        writer.rollback()
    assert not wake.changed()


def test_a_new_wake_looks_first(path: str) -> None:
    wake = SqliteWake(path)
    assert wake.changed()
    wake.close()


def test_the_wake_that_fits_notices_another_connections_commit(shared_database: None) -> None:
    def write() -> None:
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE probe (id INTEGER)")
            cursor.execute("DROP TABLE probe")

    wake = make_wake()
    try:
        wake.changed()
        assert not wake.changed()
        assert together(write) == [None]
        if connection.vendor == "sqlite":
            assert wake.changed()
    finally:
        wake.close()


def test_a_commit_starts_work_without_the_sweep(
    step: PlainStep, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("oyez.work.loop.SWEEP", 3600)  # nothing but the commit is left
    wake = SqliteWake(path)
    with at_work(step, Worker(wake)), closing(sqlite3.connect(path)) as writer:
        for number in range(10):
            time.sleep(0.02)
            step.add("routine", f"r{number}")
            writer.execute("INSERT INTO rows VALUES (1)")
            writer.commit()
            until(lambda count=number + 1: len(step.done) == count)
    wake.close()
