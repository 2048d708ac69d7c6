"""Doing things at the same moment, for tests of promises that hold among threads."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Barrier, Thread

import pytest
from django.db import connection


def together(*calls: Callable[[], object]) -> list[object]:
    """Start all calls at once; what each returned, or the exception it raised, in order."""
    barrier, results = Barrier(len(calls)), [None] * len(calls)

    def one(place: int) -> None:
        try:
            barrier.wait(timeout=30)
            results[place] = calls[place]()
        except Exception as error:
            results[place] = error
        finally:
            connection.close()

    threads = [Thread(target=one, args=(place,)) for place in range(len(calls))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert not any(thread.is_alive() for thread in threads), "a call did not come back"
    return results


@pytest.fixture
def shared_database(transactional_db: None, tmp_path: Path) -> Iterator[None]:
    """A database that threads really share: SQLite in a file, as in production, not in memory."""
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    memory, name = connection.connection, connection.settings_dict["NAME"]
    file = sqlite3.connect(tmp_path / "shared.sqlite3")
    memory.backup(file)
    file.execute("PRAGMA journal_mode = WAL")  # as in production, before the threads meet
    file.close()
    connection.connection = None
    connection.settings_dict["NAME"] = str(tmp_path / "shared.sqlite3")
    yield
    connection.close()
    connection.settings_dict["NAME"] = name
    connection.connection = memory
