"""The only way from a figure of a review to words, for its pages and its document.

Anything but a figure is refused, so that no bare number can be passed off as one.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from oyez.domain.review.compare import Difference
from oyez.domain.review.estimate import Estimate, decidable
from oyez.domain.review.expected import Rate
from oyez.domain.review.ordered import Ordered
from oyez.web.times import number, span


def shown(one: object) -> tuple[str, str, str, bool]:
    """Value and ends of a figure in words, and whether a decision may cite it."""
    if isinstance(one, Estimate):
        digits = 1 if decidable(one) else 0
        return (*(percent(v, digits) for v in (one.value, one.low, one.high)), decidable(one))  # type: ignore[return-value]
    if isinstance(one, Rate):
        return (*(number(rounded(v)) for v in (one.value, one.low, one.high)), True)  # type: ignore[return-value]
    if isinstance(one, Ordered):
        return span(one.value), _end(one.low), _end(one.high), True
    if isinstance(one, Difference):
        return (*(points(v) for v in (one.value, one.low, one.high)), one.decidable)  # type: ignore[return-value]
    raise TypeError(f"{type(one).__name__} is no figure of a review")


def intervals(rows: Sequence[tuple[str, Estimate]]) -> list[dict[str, object]]:
    """Shares as points with their intervals, on a field from 0 to 100."""
    lines: list[dict[str, object]] = []
    for label, one in rows:
        value, low, high, sound = shown(one)
        lines.append(
            {
                "label": label, "value": value, "low": low, "high": high, "sound": sound,
                "x": 100 * one.low, "wide": max(0.5, 100 * (one.high - one.low)),
                "at": 100 * one.value,
            }
        )  # fmt: skip
    return lines


def percent(share: float, digits: int = 1) -> str:
    """A share as people read it."""
    return _("{number} %").format(number=number(round(100 * share, digits), digits))


def points(share: float) -> str:
    """A difference of shares."""
    return _("{number} points").format(number=number(round(100 * share, 1), 1))


def rounded(value: float) -> float:
    """A rate with as many digits as it is worth."""
    return round(value, 1) if value < 100 else round(value)


def amount(value: float | None) -> str:
    """A count; a dash where nobody has counted."""
    if value is None:
        return "–"
    return number(int(value) if value == int(value) else round(value, 2))


def _end(value: float | None) -> str:
    return pgettext("end of an interval", "unknown") if value is None else span(value)
