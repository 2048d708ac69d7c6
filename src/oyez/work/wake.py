"""What wakes the loop: a commit by another process. The only file that knows the engines."""

from __future__ import annotations

import select
import sqlite3
from typing import Protocol

from django.db import connection


class Wake(Protocol):
    """Tells whether rows may have changed since it was last asked."""

    def changed(self) -> bool:
        """True once after each commit elsewhere, or when that cannot be known."""

    def close(self) -> None:
        """Let go of the connection."""


class SqliteWake:
    """Asks the file's data version: a few microseconds, on a connection of its own."""

    def __init__(self, path: str) -> None:
        self.connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self.version = -1

    def changed(self) -> bool:
        """Whether another connection has committed."""
        version: int = self.connection.execute("PRAGMA data_version").fetchone()[0]
        moved, self.version = version != self.version, version
        return moved

    def close(self) -> None:
        """Close the file."""
        self.connection.close()


class PostgresWake:
    """Listens for the notification that the deliveries' trigger sends at commit."""

    def __init__(self, parameters: dict[str, object]) -> None:
        import psycopg  # noqa: PLC0415 (an optional extra)

        self.connection = psycopg.connect(autocommit=True, **parameters)  # type: ignore[arg-type]
        self.connection.execute("LISTEN oyez_due")

    def changed(self) -> bool:
        """Whether a notification has arrived."""
        readable, _, _ = select.select([self.connection.fileno()], [], [], 0)
        return bool(readable) and any(True for _ in self.connection.notifies(timeout=0))

    def close(self) -> None:
        """Hang up."""
        self.connection.close()


def make_wake() -> Wake:
    """The wake that fits the database in use."""
    if connection.vendor == "postgresql":
        keep = {"dbname", "user", "password", "host", "port"}
        found = connection.get_connection_params()
        return PostgresWake({name: found[name] for name in keep & set(found)})
    return SqliteWake(str(connection.settings_dict["NAME"]))
