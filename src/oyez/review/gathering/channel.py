"""The evidence about one channel, and what the rules make of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from statistics import fmean

from oyez.domain.errors import Sentence
from oyez.domain.review import expected
from oyez.domain.review.estimate import decidable
from oyez.domain.review.evidence import Circumstances, Evidence, Figures, Period, Sample
from oyez.domain.review.facts import Metric
from oyez.domain.review.ordered import Ordered
from oyez.domain.review.proposal import Proposal, propose
from oyez.domain.review.reasons import sample_faults
from oyez.domain.review.rules import Bars
from oyez.domain.review.validity import Basis, faults
from oyez.govern.models import Channel
from oyez.govern.queries import standings
from oyez.listen.keeping import Keeping
from oyez.review.gathering import counts as counting
from oyez.review.gathering.counts import Counts, Weekly
from oyez.review.gathering.frame import Said, Scorer, Span, said_on
from oyez.review.gathering.labels import Labels, labels_of
from oyez.review.gathering.people import Crowd, crowd_of
from oyez.review.gathering.shares import Shares, shares_of
from oyez.review.models import Reviewed


@dataclass(frozen=True, slots=True)
class Setting:
    """What all channels of a review share; `widest` is the reach of the widest of them."""

    at: datetime
    span: Span
    scorer: Scorer
    bars: Bars
    others: Sequence[int]
    keeping: Keeping
    widest: float = 0.0


@dataclass(frozen=True, slots=True)
class Times:
    """How long people waited for an answer, how many still do, and how long a takedown took."""

    median: Ordered | None
    p90: Ordered | None
    waiting: int
    gone: Ordered | None


@dataclass(frozen=True, slots=True)
class Rows:
    """What the rows say of one channel, before anything is worked out of it."""

    said: Said
    labels: Labels
    counts: Counts
    weeks: Weekly
    crowd: Crowd
    basis: Basis


@dataclass(frozen=True, slots=True)
class Known:
    """Everything about one channel; `faults` is why its sample carries no decision."""

    channel: Channel
    rows: Rows
    shares: Shares
    times: Times
    notices: int
    faults: tuple[Sentence, ...]
    proposal: Proposal


def known_of(one: Reviewed, setting: Setting) -> Known:
    """Everything about a channel of a review, from the rows as they are now."""
    channel, span = one.channel, setting.span
    rows = _rows(channel.pk, setting)
    bare = Evidence(channel.name, NOTHING, _sample(rows), Period(0), Circumstances())
    found = tuple(sample_faults(bare, setting.bars))
    shares = shares_of(rows.said, rows.labels, span, sound=not found)
    evidence = replace(
        bare,
        figures=_figures(shares, rows),
        period=_period(rows.weeks),
        around=_around(one, setting),
    )
    return Known(
        channel,
        rows,
        shares,
        _times(channel.pk, span),
        counting.notices_on(channel.pk, span),
        found,
        propose(evidence, setting.bars),
    )


def _rows(channel: int, setting: Setting) -> Rows:
    span = setting.span
    said = said_on(channel, span, setting.scorer)
    labels = labels_of(channel, span, said)
    counts = counting.counts_of(channel, span)
    known, heard = counting.known_replies(channel, span)
    first = min(said.days.values(), default=None)
    imported = counts.days.get(Metric.INTERACTIONS, {})
    before = sum(value for day, value in imported.items() if first is None or day < first)
    basis = Basis(
        same=labels.same,
        other=said.other,
        unscored=len(said.about) - len(said.shares) - said.other,
        known=known,
        heard=heard,
        imported=round(before),
    )
    weeks = counting.interactions(counts, said)
    return Rows(said, labels, counts, weeks, crowd_of(channel, setting.others, span), basis)


def _sample(rows: Rows) -> Sample:
    return Sample(
        labelled=len(rows.labels.words),
        total=len(rows.said.about),
        cannot_tell=rows.labels.dark,
        twice=rows.labels.twice,
        faults=tuple(faults(rows.basis)),
    )


def _times(channel: int, span: Span) -> Times:
    median, p90, waiting = counting.answer_times(channel, span)
    return Times(median, p90, waiting, counting.gone_times(channel, span))


NOTHING = Figures(None, None, None, None, None, None, None, None)


def reach_of(channel: int, span: Span) -> float:
    """How many people a channel reaches a week; 0 where nobody counted them."""
    return _reach(counting.counts_of(channel, span))


def _reach(counts: Counts) -> float:
    found = counts.known(_audience(counts))
    return fmean(found) if found else 0.0


def _audience(counts: Counts) -> Metric:
    """People reached where somebody knows them, else how often something was shown."""
    return Metric.REACH if counts.known(Metric.REACH) else Metric.VIEWS


def _figures(shares: Shares, rows: Rows) -> Figures:
    counts, audience = rows.counts, _audience(rows.counts)
    written = expected.rate([week for week in rows.weeks if week is not None])
    useful = shares.estimate("useful")
    return Figures(
        noise=shares.estimate("noise"),
        abuse=shares.estimate("abuse"),
        spam=shares.estimate("spam"),
        useful=useful,
        community=rows.crowd.community,
        reach=counts.rate(audience),
        reports=counts.rate(Metric.REPORTS),
        # Without a sound sample there is no honest part of what is written.
        useful_a_week=(
            expected.product(written, useful) if written and useful and decidable(useful) else None
        ),
        noise_halves=shares.halves.get("noise", ()),
        useful_halves=shares.halves.get("useful", ()),
        reach_halves=counts.halves(audience),
        reports_halves=counts.halves(Metric.REPORTS),
    )


def _period(weeks: Weekly) -> Period:
    counted = [week for week in weeks if week is not None]
    fullest = max(counted, default=0) / max(1, sum(counted))
    return Period(len(counted), len(weeks) - len(counted), fullest if len(counted) > 1 else 0.0)


def _around(one: Reviewed, setting: Setting) -> Circumstances:
    routes = setting.keeping.of(one.channel.unit.path).routes.known()
    after = one.successor
    if after is None:
        return Circumstances(one.critical, routes=tuple(routes.values()), widest=setting.widest)
    standing = standings([after.pk], setting.at)[after.pk]
    return Circumstances(
        critical=one.critical,
        successor=after.name,
        platform=after.platform,
        approved=standing.unapproved is None,
        successor_reach=reach_of(after.pk, setting.span) or None,
        routes=tuple(routes.values()),
        widest=setting.widest,
    )
