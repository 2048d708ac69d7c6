"""The embedded database: Django's own SQLite backend, but a waiting writer asks every millisecond.

SQLite's busy handler sleeps up to 100 ms between two tries, which is as long as a platform takes
to answer; our write transactions are a few milliseconds long.
"""

from __future__ import annotations

import time
from typing import Any

from django.db import OperationalError
from django.db.backends.sqlite3 import base

PATIENCE = 20.0  # seconds
PAUSE = 0.001


class DatabaseWrapper(base.DatabaseWrapper):
    """Starts write transactions without the busy handler's long naps."""

    def _start_transaction_under_autocommit(self) -> None:
        """BEGIN IMMEDIATE, asked again every millisecond while another writer is at it."""
        connection: Any = self.connection
        connection.execute("PRAGMA busy_timeout = 0")
        end = time.monotonic() + PATIENCE
        try:
            while not self._began():
                if time.monotonic() > end:
                    raise OperationalError("database is locked")
                time.sleep(PAUSE)
        finally:
            connection.execute(f"PRAGMA busy_timeout = {int(PATIENCE * 1000)}")

    def _began(self) -> bool:
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except OperationalError as error:
            if "locked" in str(error):
                return False
            raise
        return True
