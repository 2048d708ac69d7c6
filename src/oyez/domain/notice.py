"""The thing said."""

from __future__ import annotations

from enum import StrEnum


class Urgency(StrEnum):
    """How grave a notice is."""

    ROUTINE = "routine"
    IMPORTANT = "important"
    CRITICAL = "critical"
