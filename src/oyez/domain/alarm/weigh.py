"""From replies to a stage: nothing, look again and page quietly, or alarm.

A sequential test (Page 1954, "Continuous inspection schemes") over the people who answer, in the
order of time: did a share of them begin to warn? Whoever warns speaks for it and everybody else
against it, so a storm needs more who warn than a quiet evening.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import IntEnum
from math import exp, factorial, log
from typing import Final

from oyez.domain.alarm.evidence import NEWCOMERS, Said, Surroundings, copies_folded

WINDOW: Final = timedelta(minutes=30)
RATE_WINDOW: Final = timedelta(minutes=5)
SHARES: Final = (0.5, 0.2, 0.05)  # of those who answer, who may have begun to warn
LOUD: Final = 3.0  # so much must speak for it
QUIET: Final = 1.5
HOSTILE: Final = 0.4  # how much of a storm's hostile share sounds like warnings as well
ROUGH: Final = 0.1  # the hostile share that is usual; more of it is a storm
STORM: Final = 1e-4
EXCESS: Final = 0.2  # what an unusual rate adds to warnings; alone it is nothing


class Stage(IntEnum):
    """How far it has come. LOOK examines what is linked, silently."""

    CALM = 0
    LOOK = 1
    QUIET = 2
    ALARM = 3


@dataclass(frozen=True, slots=True)
class Judgement:
    """The stage, how much speaks for a warning, how many people warn, and who came first."""

    stage: Stage
    weight: float = 0.0
    authors: int = 0
    replies: int = 0
    first: Said | None = None


@dataclass(slots=True)
class Run:
    """People who answered since it began to look like a warning, and what they come to."""

    weight: float = 0.0
    new: float = 0.0
    warning: list[Said] = field(default_factory=list)

    @property
    def credible(self) -> int:
        """How many witnesses there are; new accounts are one together."""
        known = sum(not one.new for one in self.warning)
        return known + (known < len(self.warning) and self.new >= NEWCOMERS)

    def hear(self, one: Said, worth: float) -> None:
        """Add what one person said; what falls to nothing begins anew."""
        if one.new and worth > 0:
            worth = min(worth, NEWCOMERS - self.new)
            self.new += worth
        self.weight += worth
        if self.weight <= 0:
            self.weight, self.new, self.warning = 0.0, 0.0, []
        elif one.warns:
            self.warning.append(one)


def weigh(said: Sequence[Said], around: Surroundings, now: datetime) -> Judgement:
    """What the replies to one notice come to; each author counts once, copies count once."""
    recent = [one for one in said if now - WINDOW <= one.at <= now]
    people = _by_author(copies_folded(recent))
    warning = [one for one in people if one.warns]
    if not warning:
        return Judgement(Stage.CALM, replies=len(recent))
    alike = _alike(people)
    run = max((_strongest(people, share, alike) for share in SHARES), key=lambda run: run.weight)
    weight = run.weight + (EXCESS if _unusual(recent, around.usual, now) else 0)
    heard = run.warning or warning
    judged = _stage(weight, run.credible, around)
    return Judgement(judged, round(weight, 2), len(heard), len(recent), heard[0])


def _stage(weight: float, credible: int, around: Surroundings) -> Stage:
    if around.hit or (credible >= 2 and weight >= LOUD):
        return Stage.ALARM
    if weight >= QUIET and (around.risky or credible >= 2):
        return Stage.QUIET
    return Stage.LOOK


def _by_author(said: Sequence[Said]) -> list[Said]:
    """The strongest word of each author; those without a name are one author together."""
    best: dict[str, Said] = {}
    for one in said:
        known = best.get(one.author)
        if known is None or one.ratio * one.credit > known.ratio * known.credit:
            best[one.author] = one
    return sorted(best.values(), key=lambda one: (one.at, one.item))


def _strongest(people: Sequence[Said], share: float, alike: float) -> Run:
    """The moment at which most spoke for it that from some time on such a share warns."""
    run, best = Run(), Run()
    for one in people:
        odds = exp(one.ratio)
        worth = log(1 - share + share * odds / (1 + odds * alike)) * one.credit
        run.hear(one, worth)
        if run.weight > best.weight:
            best = Run(run.weight, run.new, list(run.warning))
    return best


def _alike(people: Sequence[Said]) -> float:
    """How many ordinary replies sound like warnings, because they are abusive.

    In a storm of abuse more do: "shame, delete this" is no warning.
    """
    hostile = sum(one.abusive and not one.warns for one in people) / max(len(people), 1)
    return HOSTILE * max(hostile - ROUGH, 0)


def _unusual(said: Sequence[Said], usual: float, now: datetime) -> bool:
    """Whether more people answer in these minutes than the channel's habit explains (Poisson)."""
    count = len({one.author for one in said if one.at > now - RATE_WINDOW})
    mean = max(usual, 0.02) * RATE_WINDOW / timedelta(minutes=1)
    below = sum(exp(-mean) * mean**k / factorial(k) for k in range(min(count, 100)))
    return count > mean and 1.0 - below < STORM
