"""Reads of the guard."""

from __future__ import annotations

from oyez.guard.queries.watch import (
    Watched,
    fresh_drift,
    fresh_strangers,
    watch_of,
    watched_of,
)

__all__ = ["Watched", "fresh_drift", "fresh_strangers", "watch_of", "watched_of"]
