"""From replies to a stage: nothing, look again and page quietly, or alarm."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum
from math import comb, exp, factorial, floor
from typing import Final

from oyez.domain.alarm.evidence import NEWCOMERS, WEAK_WORTH, Said, Surroundings, copies_folded

WINDOW: Final = timedelta(minutes=30)
RATE_WINDOW: Final = timedelta(minutes=5)
TWO: Final = 1.8  # two people who say it plainly, or more who hint at it
ONE: Final = 0.9
BACKGROUND: Final = 0.005  # share of ordinary replies that sound like a warning
HOSTILE: Final = 0.4  # how much of a storm's hostile share sounds like one as well
ROUGH: Final = 0.1  # the hostile share that is usual; more of it is a storm
CHANCE: Final = 0.01  # how often so many may sound like warnings by chance
STORM: Final = 1e-4
EXCESS: Final = 0.5  # what an unusual rate adds to warnings; alone it is nothing


class Stage(IntEnum):
    """How far it has come. LOOK examines what is linked, silently."""

    CALM = 0
    LOOK = 1
    QUIET = 2
    ALARM = 3


@dataclass(frozen=True, slots=True)
class Judgement:
    """The stage, what the warnings are worth, from how many authors, and who came first."""

    stage: Stage
    weight: float = 0.0
    authors: int = 0
    replies: int = 0
    first: Said | None = None


def weigh(said: Sequence[Said], around: Surroundings, now: datetime) -> Judgement:
    """What the replies to one notice come to; each author counts once, copies count once."""
    recent = [one for one in said if now - WINDOW <= one.at <= now]
    worth = _by_author(copies_folded(recent))
    warning = {author: one for author, one in worth.items() if one[0] > 0}
    if not warning:
        return Judgement(Stage.CALM, replies=len(recent))
    said_by, credible = _weight(list(warning.values()))
    weight = said_by + (EXCESS if _unusual(recent, around.usual, now) else 0)
    first = min((one for _, one in warning.values()), key=lambda one: (one.at, one.item))
    judged = _stage(weight, credible, around)
    if judged is Stage.ALARM and not around.hit and _by_chance(worth, said_by):
        judged = Stage.QUIET if around.risky else Stage.LOOK
    return Judgement(judged, round(weight, 2), len(warning), len(recent), first)


def _stage(weight: float, credible: int, around: Surroundings) -> Stage:
    if around.hit and weight >= WEAK_WORTH:
        return Stage.ALARM
    if credible >= 2 and weight >= TWO:
        return Stage.ALARM
    plain = weight >= ONE
    if plain and (around.risky or credible >= 2):
        return Stage.QUIET
    return Stage.LOOK


def _by_author(said: Sequence[Said]) -> dict[str, tuple[float, Said]]:
    """The strongest word of each author; those without a name are one author together."""
    best: dict[str, tuple[float, Said]] = {}
    for one in said:
        value = one.strength * one.credit
        known = best.get(one.author)
        if known is None or value > known[0]:
            best[one.author] = value, one
    return best


def _weight(warning: Sequence[tuple[float, Said]]) -> tuple[float, int]:
    """The sum over authors and how many of them are credible; new accounts are one together."""
    new = min(sum(value for value, one in warning if one.new), NEWCOMERS)
    known = [value for value, one in warning if not one.new]
    return sum(known) + new, sum(value >= WEAK_WORTH for value in [*known, new])


def _by_chance(worth: dict[str, tuple[float, Said]], weight: float) -> bool:
    """Whether among so many replies so many sound like warnings anyway.

    In a storm of abuse more do: "shame, delete this" is no warning. That many people answer says
    nothing here: a storm is many people.
    """
    others = [one for value, one in worth.values() if value == 0]
    hostile = sum(one.abusive for one in others) / max(len(worth), 1)
    share = BACKGROUND + HOSTILE * max(hostile - ROUGH, 0)
    hits = floor(weight + 0.2)
    return at_least(hits, hits + len(others), min(share, 0.5)) > CHANCE


def at_least(hits: int, tries: int, share: float) -> float:
    """The chance of at least so many hits: the upper tail of the binomial distribution."""
    if hits > tries:
        return 0.0
    below = sum(comb(tries, k) * share**k * (1 - share) ** (tries - k) for k in range(hits))
    return max(0.0, 1.0 - below)


def _unusual(said: Sequence[Said], usual: float, now: datetime) -> bool:
    """Whether more people answer in these minutes than the channel's habit explains (Poisson)."""
    count = len({one.author for one in said if one.at > now - RATE_WINDOW})
    mean = max(usual, 0.02) * RATE_WINDOW / timedelta(minutes=1)
    below = sum(exp(-mean) * mean**k / factorial(k) for k in range(min(count, 100)))
    return count > mean and 1.0 - below < STORM
