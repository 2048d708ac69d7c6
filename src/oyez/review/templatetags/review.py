"""The only way in which a template shows a figure of a review: with its interval, or in grey.

Anything but a figure is refused, so that no bare number can be passed off as one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from oyez.domain.review.compare import Difference
from oyez.domain.review.estimate import Estimate, decidable
from oyez.domain.review.expected import Rate
from oyez.domain.review.ordered import Ordered
from oyez.review.words import ADVICES, FIGURES, METRICS, STAGES
from oyez.web.charts import as_csv
from oyez.web.times import number, span

register = template.Library()


@register.inclusion_tag("review/figure.html")
def figure(one: object) -> dict[str, object]:
    """A figure with its interval; a dash where there is none, TypeError for a bare number."""
    if one is None:
        return {"value": "–"}
    value, low, high, sound = shown(one)
    between = _("{low} to {high}").format(low=low, high=high) if sound else ""
    return {"value": value, "between": between, "grey": not sound}


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


def percent(share: float, digits: int = 1) -> str:
    """A share as people read it."""
    return _("{number} %").format(number=number(round(100 * share, digits), digits))


def points(share: float) -> str:
    """A difference of shares."""
    return _("{number} points").format(number=number(round(100 * share, 1), 1))


def rounded(value: float) -> float:
    """A rate with as many digits as it is worth."""
    return round(value, 1) if value < 100 else round(value)


def _end(value: float | None) -> str:
    return pgettext("end of an interval", "unknown") if value is None else span(value)


@register.inclusion_tag("review/intervals.html")
def intervals(rows: Sequence[tuple[str, Estimate]], caption: str, bar: float) -> dict[str, Any]:
    """Shares as points with their intervals, from 0 to 100 %; `bar` is where the rules change."""
    lines = []
    for label, one in rows:
        value, low, high, sound = shown(one)
        lines.append(
            {
                "label": label, "value": value, "low": low, "high": high, "sound": sound,
                "x": 100 * one.low, "wide": max(0.5, 100 * (one.high - one.low)),
                "at": 100 * one.value,
            }
        )  # fmt: skip
    return {
        "rows": lines,
        "caption": caption,
        "bar": percent(bar, 0),
        "csv": as_csv((caption, _("Value")), [(label, one.value) for label, one in rows]),
    }


@register.filter
def named(code: object) -> object:
    """What a figure is called."""
    return FIGURES[str(code)]


@register.filter
def counted(code: object) -> object:
    """What a count is called."""
    return METRICS[str(code)]


@register.filter
def amount(value: float | None) -> str:
    """A count; a dash where nobody has counted."""
    if value is None:
        return "–"
    return number(int(value) if value == int(value) else round(value, 2))


@register.inclusion_tag("review/tag.html")
def advice(code: object) -> dict[str, object]:
    """What is proposed or decided, in a word with its colour."""
    words, tone = ADVICES[str(code)]
    return {"words": words, "tone": tone}


@register.inclusion_tag("review/tag.html")
def stage(code: object) -> dict[str, object]:
    """How far a review is."""
    words, tone = STAGES[str(code)]
    return {"words": words, "tone": tone}
