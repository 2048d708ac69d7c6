"""An incident from its first sign to its end: what happened when, how long it took, what is said.

Times are the ledger's and the rows' own; nothing here reads a clock.
"""

from __future__ import annotations

from oyez.domain.incident.moments import Happening, Moment, first, last, ordered
from oyez.domain.incident.spans import MEASURED, Span, spans
from oyez.domain.incident.words import PLACES, Wish, filled, unknown_places

__all__ = [
    "MEASURED",
    "PLACES",
    "Happening",
    "Moment",
    "Span",
    "Wish",
    "filled",
    "first",
    "last",
    "ordered",
    "spans",
    "unknown_places",
]
