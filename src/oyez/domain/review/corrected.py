"""A share that machine scores give for everything and a labelled random sample puts right.

Prediction-powered inference with a tuned weight (Angelopoulos, Duchi, Zrnic 2023), over a frame
that the sample was drawn from; its variance adds up by notice, because replies to one notice
resemble each other. The interval is Wilson's with as many labels as the sample is worth.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Final

from oyez.domain.review.estimate import CORRECTED, Estimate, bounded, uncorrected
from oyez.domain.review.quantile import quantile

LIKENESS: Final = 0.02  # how alike replies to one notice are taken to be before labels tell
NOTHING: Final = 1e-12
PRIOR: Final = 1.0  # what was taken to be weighs as much as so many rare answers


@dataclass(frozen=True, slots=True)
class Labelled:
    """One labelled message: its score, its label, its notice (0: none), and its chance to come
    into the sample."""

    score: float
    label: bool
    notice: int = 0
    chance: float = 1.0

    def __post_init__(self) -> None:
        if not 0 <= self.score <= 1:
            raise ValueError("a score lies between 0 and 1")
        if not 0 < self.chance <= 1:
            raise ValueError("the chance of what was drawn lies above 0 and at most at 1")


@dataclass(frozen=True, slots=True)
class Frame:
    """The scores of all messages: how many, their mean, their variance, and that of the mean."""

    total: int
    mean: float
    spread: float
    error: float


@dataclass(frozen=True, slots=True)
class Corrected:
    """An estimate and what it was made with.

    `weight` says how much the scores were worth (0: nothing), `effect` how much less or more a
    label told than one of independent labels alone would have (1: the same).
    """

    estimate: Estimate
    weight: float
    notices: int
    effect: float


def frame_of(parts: Iterable[tuple[int, float, float]]) -> Frame:
    """The frame from how many scores each notice has, their sum, and the sum of their squares.

    A message that belongs to no notice is a part by itself.
    """
    kept = [part for part in parts if part[0]]
    total = sum(count for count, _, _ in kept)
    if not total:
        return Frame(0, 0.0, 0.0, 0.0)
    mean = sum(scores for _, scores, _ in kept) / total
    if not (isfinite(mean) and 0 <= mean <= 1):
        raise ValueError("scores lie between 0 and 1")
    spread = max(0.0, sum(squares for _, _, squares in kept) / total - mean * mean)
    apart = sum((scores - count * mean) ** 2 for count, scores, _ in kept)
    return Frame(total, mean, spread, apart / total**2)


def frame_from(total: int, *sums: float) -> Frame:
    """The same from five sums: of scores, of their squares, and over the notices of the squared
    sum of scores, of that sum times how many scores there are, and of how many there are, squared.
    """
    scores, squares, parts, cross, sizes = sums
    if not total:
        return Frame(0, 0.0, 0.0, 0.0)
    mean = scores / total
    apart = max(0.0, parts - 2 * mean * cross + mean * mean * sizes)
    return Frame(total, mean, max(0.0, squares / total - mean * mean), apart / total**2)


def corrected(frame: Frame, sample: Sequence[Labelled]) -> Corrected:
    """The share of yes among all messages of the frame, from all scores and the labelled ones."""
    if not sample:
        return Corrected(uncorrected(frame.mean, frame.total), 0.0, 0, 1.0)
    notices = _by_notice(sample)
    weights = _weights(notices, frame, len(sample))
    told = [one.told(weight, frame.mean) for one, weight in zip(notices, weights, strict=True)]
    value = sum(told)
    weight = sum(w * one.share for w, one in zip(weights, notices, strict=True))
    apart = sum((t - value * one.share) ** 2 for t, one in zip(told, notices, strict=True))
    many = len(notices)
    # The frame itself is chance too: what the scores know of it, they know only of this period.
    slope = max(weight, _slope(_Notice.of(notices), frame))
    variance = apart * many / max(1, many - 1) + weight * (2 * slope - weight) * frame.error
    effect = _effect(notices, sample, variance)
    value = min(1.0, max(0.0, value))
    low, high = bounded(value, len(sample) / effect, quantile(max(1, many - 1)))
    estimate = Estimate(value, low, high, len(sample), frame.total, CORRECTED)
    return Corrected(estimate, weight, many, effect)


@dataclass(frozen=True, slots=True)
class _Notice:
    """The labelled messages of one notice: how many, and their parts of the weighted means of
    one, label, score, and label times score."""

    many: int
    share: float
    label: float
    score: float
    both: float

    @classmethod
    def of(cls, notices: Sequence[_Notice]) -> _Notice:
        """All of them as one."""
        return cls(
            sum(one.many for one in notices),
            sum(one.share for one in notices),
            sum(one.label for one in notices),
            sum(one.score for one in notices),
            sum(one.both for one in notices),
        )

    def without(self, one: _Notice) -> _Notice:
        """The others."""
        return _Notice(
            self.many - one.many,
            self.share - one.share,
            self.label - one.label,
            self.score - one.score,
            self.both - one.both,
        )

    def told(self, weight: float, mean: float) -> float:
        """Its part of the estimate: the labels, less what the scores had already told."""
        return self.label - weight * (self.score - mean * self.share)


def _by_notice(sample: Sequence[Labelled]) -> list[_Notice]:
    """What was less likely to come in counts for more."""
    whole = sum(1 / one.chance for one in sample)
    found: defaultdict[int, list[Labelled]] = defaultdict(list)
    for place, one in enumerate(sample):
        found[one.notice or -1 - place].append(one)
    return [_summed(members, whole) for members in found.values()]


def _summed(members: Sequence[Labelled], whole: float) -> _Notice:
    shares = [1 / (one.chance * whole) for one in members]
    yes = [share for share, one in zip(shares, members, strict=True) if one.label]
    scores = [share * one.score for share, one in zip(shares, members, strict=True)]
    both = [score for score, one in zip(scores, members, strict=True) if one.label]
    return _Notice(len(members), sum(shares), sum(yes), sum(scores), sum(both))


def _weights(notices: Sequence[_Notice], frame: Frame, many: int) -> list[float]:
    """How far the scores are believed, for each notice by the labels of all others.

    Tuned on its own labels, a notice with many rare answers would pull the share to its side.
    """
    rest = frame.total - many
    if rest <= 0:
        return [0.0] * len(notices)
    whole, scale = _Notice.of(notices), 1 + many / rest
    slopes = (_slope(whole.without(one), frame) for one in notices)
    return [min(1.0, max(0.0, slope / scale)) for slope in slopes]


def _slope(whole: _Notice, frame: Frame) -> float:
    """By how much more often the label is yes where the score is higher by one."""
    if whole.share <= NOTHING or frame.spread <= NOTHING:
        return 0.0
    together = whole.both - whole.label * whole.score / whole.share
    return together / whole.share / frame.spread


def _effect(notices: Sequence[_Notice], sample: Sequence[Labelled], variance: float) -> float:
    """The variance against that of independent labels alone.

    Few yes or few no cannot tell it, so it begins at what replies to one notice are taken to
    have in common, and at nothing gained by scores.
    """
    many = len(sample)
    if len(notices) == 1:
        return float(many)  # replies to one notice may all be alike: together they are one label
    alike = sum(one.many**2 for one in notices) / many
    taken = 1 + (alike - 1) * LIKENESS
    yes = sum(one.label for one in sample)
    rare = min(yes, many - yes)
    if not rare:
        return taken
    share = sum(one.label for one in notices)
    seen = variance * many / (share * (1 - share))
    return (rare * seen + PRIOR * taken) / (rare + PRIOR)
