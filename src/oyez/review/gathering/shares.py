"""The shares of what is said on a channel, put right by labels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from oyez.domain.review.corrected import Corrected
from oyez.domain.review.dark import told
from oyez.domain.review.estimate import Estimate, unsound
from oyez.domain.review.likely import SHARES
from oyez.review.gathering.frame import Said, Span
from oyez.review.gathering.labels import Labels, Word


@dataclass(frozen=True, slots=True)
class Shares:
    """Each share as it was estimated, and its bare value in both halves of the period."""

    found: Mapping[str, Corrected]
    halves: Mapping[str, tuple[float, ...]]

    def estimate(self, name: str) -> Estimate | None:
        """One share; None where nothing was said."""
        one = self.found.get(name)
        return one.estimate if one else None

    def weights(self) -> dict[str, float]:
        """How much the scores were worth for each share."""
        return {name: one.weight for name, one in self.found.items()}


def shares_of(said: Said, labels: Labels, span: Span, *, sound: bool) -> Shares:
    """All shares; those that rest on a sample that is not `sound` can be looked at, not cited."""
    if not said.about:
        return Shares({}, {})
    found = {name: _share(said, labels.words, name, list(said.about)) for name in SHARES}
    if not sound:
        found = {name: _marked(one) for name, one in found.items()}
    middle = span.middle
    first = [pk for pk, day in said.days.items() if day < middle]
    second = [pk for pk, day in said.days.items() if day >= middle]
    halves = {
        name: tuple(
            value
            for half in (first, second)
            if (value := _half(said, labels, name, half)) is not None
        )
        for name in ("noise", "useful")
    }
    return Shares(found, halves)


def _share(said: Said, words: Sequence[Word], name: str, items: Sequence[int]) -> Corrected:
    sure, dark = Labels(words=words).split(said, name)
    return told(said.summed(name, items), sure, dark)


def _half(said: Said, labels: Labels, name: str, items: Sequence[int]) -> float | None:
    """The bare value of a half; None where nothing of it was labelled."""
    inside = set(items)
    words = [word for word in labels.words if word.item in inside and word.label]
    return _share(said, words, name, items).estimate.value if words else None


def _marked(one: Corrected) -> Corrected:
    return Corrected(unsound(one.estimate), one.weight, one.notices, one.effect)
