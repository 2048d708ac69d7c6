"""Figures as lines of a document's tables and charts: never without what they rest on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from oyez.domain.review.compare import Difference
from oyez.domain.review.estimate import Estimate, unsound
from oyez.domain.review.expected import COUNTED, Rate
from oyez.domain.review.ordered import Ordered
from oyez.review.report import ChannelTold, Compared, Report
from oyez.review.showing import amount, intervals, percent, shown
from oyez.review.words import FIGURES
from oyez.web.charts import Column, heights
from oyez.web.times import number, short_day
from oyez.web.words import word

Line = Mapping[str, object]
LEAST: Final = 0.001  # a smaller chance is not told apart
PEOPLE: Final = "community"  # the one share that is counted and not labelled
BARS: Final = {"noise": "abuse_and_spam_much", "useful": "useful_little"}


def cited(label: str, one: object) -> Line:
    """A figure with its interval and its sample; grey where no sample stands behind it.

    TypeError for a bare number: nothing comes into a document as a figure but by this way.
    """
    if one is None:
        return {"label": label, "value": "–", "between": "", "rests": "", "grey": False}
    value, low, high, sound = shown(one)
    if not sound:
        return {"label": label, "value": value, "between": "", "rests": "", "grey": True}
    between = _("{low} to {high}").format(low=low, high=high)
    return {
        "label": label, "value": value, "between": between, "rests": rests(one), "grey": False
    }  # fmt: skip


def rests(one: object) -> str:
    """How much lies behind a figure."""
    if isinstance(one, Estimate):
        return _sample(one)
    if isinstance(one, Rate):
        return _many(ngettext("{number} week", "{number} weeks", one.weeks), one.weeks)
    if isinstance(one, Ordered):
        return _many(ngettext("{number} case", "{number} cases", one.many), one.many)
    return chance(one) if isinstance(one, Difference) else ""


def chance(one: Difference) -> str:
    """How often so great a difference would be seen if there were none."""
    if one.chance < LEAST:
        return _("chance below {number}").format(number=number(LEAST, 3))
    return _("chance {number}").format(number=number(round(one.chance, 3), 3))


def share_of(told: ChannelTold, name: str) -> Estimate | None:
    """A share of a channel; without a sound sample no share that labels give may be cited."""
    one = told.shares[name]
    if one is None or not told.faults or name == PEOPLE:
        return one
    return unsound(one)


def chart_of(report: Report, name: str) -> dict[str, Any]:
    """A share on all channels: a line of the table for each, a bar for each that may be cited."""
    title, bar = str(FIGURES[name]), report.bars[BARS[name]]
    found = [(word(one.name), share_of(one, name)) for one in report.channels]
    rows = [(label, one) for label, one in found if one is not None and shown(one)[3]]
    drawn = intervals(rows)
    told = "; ".join(f"{one['label']}: {_between(one)}" for one in drawn)
    return {
        "title": title,
        "lines": [cited(label, one) for label, one in found],
        "rows": [{**one, "shown": _between(one)} for one in drawn],
        "bar": 100 * bar,
        "alt": f"{title}. {told}",
        "caption": _(
            "The dark mark is the estimate, the bar its interval of 95 %, from 0 to 100 %. The "
            "rules change at the line, {bar}."
        ).format(bar=percent(bar, 0)),
    }


def comparisons_of(report: Report) -> list[dict[str, object]]:
    """The differences between channels, a table for each figure."""
    names = dict.fromkeys(one.name for one in report.comparisons)
    return [
        {
            "title": str(FIGURES[name]),
            "rows": [_compared(one) for one in report.comparisons if one.name == name],
        }
        for name in names
    ]


def _compared(one: Compared) -> dict[str, object]:
    between = f"{word(one.one)}, {word(one.other)}"
    return {**cited("", one.difference), "channels": between, "finding": _finding(one)}


def changed(one: Compared) -> Line:
    """A difference since the last review, as a line beside the shares."""
    label = f"{FIGURES[one.name]} · {_('since the last review')}"
    line = cited(label, one.difference)
    return line if line["grey"] else {**line, "rests": f"{line['rests']} · {_finding(one)}"}


def _finding(one: Compared) -> str:
    if not one.difference.differs:
        return _("no evidence of a difference")
    if not one.other:
        return _("higher than before") if one.difference.value > 0 else _("lower than before")
    if one.difference.value > 0:
        return _("higher on {name}").format(name=word(one.one))
    return _("lower on {name}").format(name=word(one.one))


def columns_of(told: ChannelTold) -> dict[str, Any] | None:
    """The interactions of every week; None where nobody counted any."""
    counted = [week.interactions for week in told.weeks if week.interactions is not None]
    if not counted:
        return None
    steps = [Column("", week.interactions or 0.0) for week in told.weeks]
    shapes = zip(heights(steps), told.weeks, strict=True)
    days = {"begins": told.weeks[0].monday, "ends": told.weeks[-1].monday}
    said = _(
        "Interactions a week, in the weeks from {begins} to {ends}: {least} at least and {most} "
        "at most."
    ).format(
        **{name: short_day(day) for name, day in days.items()},
        least=amount(min(counted)),
        most=amount(max(counted)),
    )
    return {
        "shapes": [shape for shape, week in shapes if week.interactions is not None],
        "alt": said,
        "caption": said,
    }


def _between(one: Mapping[str, object]) -> str:
    return _("{value} ({low} to {high})").format(**one)


def _sample(one: Estimate) -> str:
    if one.method == COUNTED:
        many = ngettext("{number} account counted", "{number} accounts counted", one.labelled)
        return _many(many, one.labelled)
    told = ngettext(
        "{labelled} label of {total} interactions",
        "{labelled} labels of {total} interactions",
        one.labelled,
    )
    return told.format(labelled=number(one.labelled), total=number(one.total))


def _many(template: str, value: int) -> str:
    return template.format(number=number(value))
