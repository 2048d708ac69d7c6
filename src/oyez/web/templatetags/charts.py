"""The tags that draw charts in a page."""

from __future__ import annotations

from collections.abc import Sequence

from django import template
from django.utils.translation import gettext as _

from oyez.web.charts import Bar, Column, as_csv, heights, widths

register = template.Library()


@register.inclusion_tag("web/bars.html")
def bars(rows: Sequence[Bar], caption: str, finding: str = "") -> dict[str, object]:
    """Lengths to compare, such as seconds a channel; the table itself carries the bars."""
    numbers = [(row.label, row.value) for row in rows]
    return {
        "rows": widths(rows),
        "caption": caption,
        "finding": finding,
        "goals": any(row.goal is not None for row in rows),
        "csv": as_csv((caption, _("Value")), numbers),
    }


@register.inclusion_tag("web/columns.html")
def columns(steps: Sequence[Column], caption: str, finding: str) -> dict[str, object]:
    """A number over time, such as notices a day."""
    return {
        "steps": steps,
        "shapes": heights(steps),
        "caption": caption,
        "finding": finding,
        "csv": as_csv((_("When"), caption), [(step.label, step.value) for step in steps]),
    }
