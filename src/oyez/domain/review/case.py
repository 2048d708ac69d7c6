"""From a made-up scenario to the evidence that a sample of some size would give."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from statistics import fmean

from oyez.domain.inbox.labels import Label
from oyez.domain.review import expected
from oyez.domain.review.estimate import Estimate
from oyez.domain.review.evidence import Circumstances, Evidence, Figures, Period, Sample
from oyez.domain.review.scenario import Described, Scenario, Week

NOISE = (Label.ABUSE, Label.SPAM)
USEFUL = (Label.REPORT, Label.QUESTION, Label.THANKS, Label.URGENT)


def evidence(scenario: Scenario, one: Described, labelled: int) -> Evidence:
    """What would be known of the channel with so many labels."""
    return Evidence(
        channel=one.channel,
        figures=_figures(one, labelled),
        sample=Sample(labelled, one.total, min(one.cannot_tell, labelled), one.labelled_twice),
        period=Period(
            weeks=sum(week.counts is not None for week in one.weeks),
            missing=one.missing,
            fullest=max((week.total for week in one.weeks), default=0) / max(1, one.total),
        ),
        around=_around(scenario, one),
    )


def _figures(one: Described, labelled: int) -> Figures:
    def estimated(*labels: Label) -> Estimate | None:
        return expected.share(_pairs(one.weeks, labels), labelled, min(one.cannot_tell, labelled))

    reach, reports = one.reach, [week.reports for week in one.weeks if week.reports is not None]
    useful = estimated(*USEFUL)
    written = expected.rate([week.total for week in one.weeks if week.counts is not None])
    return Figures(
        noise=estimated(*NOISE),
        abuse=estimated(Label.ABUSE),
        spam=estimated(Label.SPAM),
        useful=useful,
        community=_community(one, labelled),
        reach=expected.rate(reach),
        reports=expected.rate(reports),
        useful_a_week=expected.product(written, useful) if written and useful else None,
        noise_halves=_halved(one, lambda weeks: _pooled(_pairs(weeks, NOISE))),
        useful_halves=_halved(one, lambda weeks: _pooled(_pairs(weeks, USEFUL))),
        reach_halves=_means(reach),
        reports_halves=_means(reports),
    )


def _around(scenario: Scenario, one: Described) -> Circumstances:
    after = one.successor
    return Circumstances(
        critical=one.audience != "general",
        successor=after.channel if after else "",
        platform=after.platform if after else "",
        approved=bool(after and after.platform in scenario.approved),
        successor_reach=after.reach if after else None,
        routes=one.routes,
        widest=scenario.widest,
    )


def _community(one: Described, labelled: int) -> Estimate | None:
    """Counted among the people who were seen; where nobody said how many, no more than labels.

    On a channel where nobody writes these are the people whom it reaches in a week.
    """
    if one.community is None:
        return None
    if one.people is not None:
        return expected.part(one.community, one.people)
    reached = round(fmean(one.reach)) if one.reach else 0
    return expected.part(one.community, labelled if one.total else reached)


def _pairs(weeks: Iterable[Week], labels: Sequence[Label]) -> list[tuple[int, int]]:
    return [(week.of(*labels), week.total) for week in weeks]


def _pooled(pairs: Iterable[tuple[int, int]]) -> float | None:
    found = list(pairs)
    many = sum(many for _, many in found)
    return sum(yes for yes, _ in found) / many if many else None


def _halved(one: Described, figure: Callable[[Sequence[Week]], float | None]) -> tuple[float, ...]:
    """The figure of both halves of the weeks, without a half in which there is none."""
    middle = len(one.weeks) // 2
    found = [figure(one.weeks[:middle]), figure(one.weeks[middle:])]
    return tuple(half for half in found if half is not None)


def _means(counts: Sequence[float]) -> tuple[float, ...]:
    middle = len(counts) // 2
    return tuple(fmean(half) for half in (counts[:middle], counts[middle:]) if half)
