"""What is known of a channel, as estimates, and which traits they settle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from oyez.domain.errors import Sentence
from oyez.domain.review.estimate import Estimate
from oyez.domain.review.expected import Rate
from oyez.domain.review.rules import Bars, Trait, Traits

Halves = Sequence[float]
Figure = Estimate | Rate | None


@dataclass(frozen=True, slots=True)
class Sample:
    """What people have labelled of `total` interactions; `twice` is None where nobody said.

    `faults` is what else forbids to cite it, such as scores of two scorers.
    """

    labelled: int
    total: int
    cannot_tell: int = 0
    twice: int | None = None
    faults: tuple[Sentence, ...] = ()

    def wanted(self, bars: Bars) -> int:
        """The least sample: so many, or everything there is."""
        return min(bars.labels_needed, self.total)


@dataclass(frozen=True, slots=True)
class Period:
    """The weeks that were counted, those missing, and the share of the fullest of all that came."""

    weeks: int
    missing: int = 0
    fullest: float = 0.0


@dataclass(frozen=True, slots=True)
class Figures:
    """The estimates of one channel; None where there is nothing to estimate from.

    `useful`, `reach` and `reports` also by half of the period: nothing is taken from people for
    what was so in one half only.
    """

    noise: Estimate | None
    abuse: Estimate | None
    spam: Estimate | None
    useful: Estimate | None
    community: Estimate | None
    reach: Rate | None
    reports: Rate | None
    useful_a_week: Rate | None
    noise_halves: Halves = ()
    useful_halves: Halves = ()
    reach_halves: Halves = ()
    reports_halves: Halves = ()


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is decided or promised about a channel, beside the figures.

    `successor` is empty where there is none; `successor_reach` and `routes` are None where nobody
    said. `widest` is the mean reach of the authority's widest channel.
    """

    critical: bool = False
    successor: str = ""
    platform: str = ""
    approved: bool = False
    successor_reach: float | None = None
    routes: tuple[str, ...] | None = None
    widest: float = 0.0


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything that a proposal for one channel rests on."""

    channel: str
    figures: Figures
    sample: Sample
    period: Period
    around: Circumstances

    def little_reach(self, bars: Bars) -> float:
        """Below so many people a week the channel is quiet."""
        return max(bars.reach_little, bars.reach_little_of_widest * self.around.widest)


def traits(evidence: Evidence, bars: Bars) -> Traits:
    """Every trait: yes or no where the interval lies on one side of its bar, else open."""
    told, stands = evidence.figures, evidence.around
    return {
        Trait.QUIET: _below(told.reach, evidence.little_reach(bars), told.reach_halves),
        Trait.SILENT: _below(told.reports, bars.reports_few, told.reports_halves),
        Trait.REPORTING: _above(told.reports, bars.reports_many),
        **_said(evidence, bars),
        Trait.UNIQUE: _above(told.community, bars.community_large),
        Trait.CRITICAL: stands.critical,
        Trait.SUCCESSOR: bool(stands.successor) and stands.approved,
        Trait.WIDE: _wide(evidence),
        Trait.ROUTE: stands.routes is None or bool(stands.routes),
    }


def _said(evidence: Evidence, bars: Bars) -> dict[Trait, bool | None]:
    """What people write there; where nobody can, there is no abuse and a community just reads."""
    told = evidence.figures
    if not evidence.sample.total:
        return {Trait.HOSTILE: False, Trait.THIN: True, Trait.LIVELY: True}
    return {
        Trait.HOSTILE: _above(told.noise, bars.abuse_and_spam_much, told.noise_halves),
        Trait.THIN: _below(told.useful, bars.useful_little, told.useful_halves),
        Trait.LIVELY: _above(told.useful_a_week, bars.community_lively),
    }


def _above(figure: Figure, bar: float, halves: Halves = ()) -> bool | None:
    if figure is None:
        return None
    if figure.low > bar:
        return True if all(half > bar for half in halves) else None
    return False if figure.high <= bar else None


def _below(figure: Figure, bar: float, halves: Halves = ()) -> bool | None:
    if figure is None:
        return None
    if figure.high < bar:
        return True if all(half < bar for half in halves) else None
    return False if figure.low >= bar else None


def _wide(evidence: Evidence) -> bool:
    """Where nobody said how many the successor reaches, it is taken to be enough, and asked."""
    reach, own = evidence.around.successor_reach, evidence.figures.reach
    return reach is None or own is None or reach >= own.value
