"""Charts as shapes on a field of 100 by 100: pure arithmetic, drawn by the templates beside it.

A chart always stands in a figure with a caption, a sentence that says what is to be seen, and its
numbers as a table.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

FIELD = 100.0
GAP = 0.2  # of a column's width, between two columns


@dataclass(frozen=True, slots=True)
class Bar:
    """One row: `value` gives the length, `shown` the words; a goal is drawn as a mark."""

    label: str
    value: float
    shown: str
    tone: str = ""
    goal: float | None = None
    href: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """One step in time."""

    label: str
    value: float


def widths(rows: Sequence[Bar]) -> list[dict[str, object]]:
    """Every row with the length of its bar and the place of its goal, in hundredths."""
    longest = max((max(row.value, row.goal or 0.0) for row in rows), default=0.0)
    return [
        {
            "row": row,
            "width": _part(row.value, longest),
            "mark": None if row.goal is None else _part(row.goal, longest),
        }
        for row in rows
    ]


def heights(columns: Sequence[Column]) -> list[dict[str, float]]:
    """The rectangle of every column, from the bottom up."""
    highest = max((column.value for column in columns), default=0.0)
    step = FIELD / max(len(columns), 1)
    return [
        {
            "x": round(number * step + step * GAP / 2, 2),
            "y": round(FIELD - _part(column.value, highest), 2),
            "width": round(step * (1 - GAP), 2),
            "height": _part(column.value, highest),
        }
        for number, column in enumerate(columns)
    ]


def as_csv(head: tuple[str, str], rows: Sequence[tuple[str, float]]) -> str:
    """An address that downloads the numbers; nothing is asked from the server again."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows([head, *rows])
    return "data:text/csv;charset=utf-8," + quote(text.getvalue())


def _part(value: float, whole: float) -> float:
    return round(max(value, 0.0) / whole * FIELD, 2) if whole > 0 else 0.0
