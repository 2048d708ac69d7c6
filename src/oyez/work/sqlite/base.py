"""The embedded database: Django's own SQLite backend, but whoever waits asks every millisecond.

SQLite's busy handler sleeps up to 100 ms between two tries, as long as a platform takes to answer,
and was seen to keep the writer it waits for from running. Our transactions take milliseconds.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from typing import Any

from django.db.backends.sqlite3 import base

PATIENCE = 20.0  # seconds
PAUSE = 0.001


def patiently(statement: Callable[[], Any]) -> Any:
    """Run one statement, again while another writer is at it: one that was refused did nothing."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            return statement()
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > end:
                raise
            time.sleep(PAUSE)


class PatientCursor(base.SQLiteCursorWrapper):
    """Waits for the one write lock in Python, where waiting lets others run."""

    def execute(self, query: str, params: Any = None) -> Any:
        """One statement."""
        return patiently(lambda: super(PatientCursor, self).execute(query, params))


class DatabaseWrapper(base.DatabaseWrapper):
    """Hands out patient cursors on connections without SQLite's own way to wait."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """A connection as Django makes it, then without the busy handler."""
        connection = super().get_new_connection(conn_params)
        connection.execute("PRAGMA busy_timeout = 0")
        return connection

    def create_cursor(self, name: Any = None) -> PatientCursor:  # noqa: ARG002 (Django's signature)
        """A cursor that waits."""
        return self.connection.cursor(factory=PatientCursor)  # type: ignore[no-any-return]
