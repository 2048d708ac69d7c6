"""The day's calendar: it is a Saturday afternoon in Berlin."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

NOW = datetime(2026, 11, 21, 13, 20, tzinfo=UTC)


def today(hour: int, minute: int = 0, *, back: int = 0) -> datetime:
    """A time of the day in Berlin, or so many days before."""
    return datetime(2026, 11, 21, hour - 1, minute, tzinfo=UTC) - timedelta(days=back)
