"""The only way in which a template shows a figure of a review: with its interval, or in grey."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import template
from django.utils.translation import gettext as _

from oyez.domain.review.estimate import Estimate
from oyez.review import showing
from oyez.review.showing import percent, shown
from oyez.review.words import ADVICES, FIGURES, METRICS, STAGES
from oyez.web.charts import as_csv

register = template.Library()
register.filter("amount", showing.amount)


@register.inclusion_tag("review/figure.html")
def figure(one: object) -> dict[str, object]:
    """A figure with its interval; a dash where there is none, TypeError for a bare number."""
    if one is None:
        return {"value": "–"}
    value, low, high, sound = shown(one)
    between = _("{low} to {high}").format(low=low, high=high) if sound else ""
    return {"value": value, "between": between, "grey": not sound}


@register.inclusion_tag("review/intervals.html")
def intervals(rows: Sequence[tuple[str, Estimate]], caption: str, bar: float) -> dict[str, Any]:
    """Shares as points with their intervals, from 0 to 100 %; `bar` is where the rules change."""
    return {
        "rows": showing.intervals(rows),
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
