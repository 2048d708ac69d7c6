"""The door for other scorers: entry points, what they must keep to, and the fall-back.

A plug-in that fails, is late, or knows a label not falls back to `tiny`, which says so: every
score names the scorer that gave it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooLate
from importlib import metadata
from time import monotonic

from oyez.scoring.features import prepared
from oyez.scoring.judging import LABELS, Identity, Scored, judged
from oyez.scoring.scorers import BATCH, LinearScorer, Probabilities, Scorer, shipped
from oyez.scoring.text import Text, clean, without_numbers

GROUP = "oyez.scorers"
TIMEOUT = 10.0  # seconds for one batch
FAILURES = 3  # in a row, before it is left alone
PAUSE = 60.0  # seconds


class UnknownScorerError(Exception):
    """Nothing of this name is installed, or it may not be used."""


class PlugIn:
    """A scorer of somebody else, in the same clothes as ours."""

    def __init__(
        self,
        scorer: Scorer,
        fallback: LinearScorer,
        *,
        timeout: float = TIMEOUT,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self.scorer, self.fallback = scorer, fallback
        self.timeout, self.clock = timeout, clock
        self.failures, self.closed_until = 0, 0.0
        self.identity = Identity(scorer.id, scorer.version, scorer.fingerprint())
        self.thread = ThreadPoolExecutor(1, thread_name_prefix="scorer")

    def fingerprint(self) -> str:
        """The plug-in's own digest."""
        return self.identity.fingerprint

    def score(self, batch: Sequence[Text]) -> list[Probabilities]:
        """Probabilities of all labels; those it does not know come from the fall-back."""
        return [p for p, _ in self._scored(batch)]

    def judge(self, batch: Sequence[Text]) -> list[Scored]:
        """What people see; `scorer` names who scored."""
        limits = self.fallback.tier.thresholds
        even = {label: limits[label] for label in limits if label not in self.scorer.labels}
        found = []
        for text, (p, by) in zip(batch, self._scored(batch), strict=True):
            used = even if by is self.identity else limits
            found.append(judged(p, prepared(text).lang, thresholds=used, by=by))
        return found

    def _scored(self, batch: Sequence[Text]) -> list[tuple[Probabilities, Identity]]:
        found: list[tuple[Probabilities, Identity]] = []
        for begin in range(0, len(batch), BATCH):
            part = batch[begin : begin + BATCH]
            ours, theirs = self.fallback.score(part), self._asked(part)
            by = self.identity if theirs else self.fallback.identity
            found += [({**mine, **p}, by) for mine, p in zip(ours, theirs or ours, strict=True)]
        return found

    def _asked(self, batch: Sequence[Text]) -> list[Probabilities]:
        """Its answer, or nothing when it failed."""
        if self.clock() < self.closed_until:
            return []
        shown = [self._shown(text) for text in batch]
        try:
            answer = self.thread.submit(self.scorer.score, shown).result(self.timeout)
            found = [_checked(one, self.scorer.labels) for one in answer]
            if len(found) != len(batch):
                raise ValueError("not one answer a text")  # noqa: TRY301
        except (Exception, TooLate):  # whatever a plug-in does, a text keeps its score
            self.failures += 1
            if self.failures >= FAILURES:
                self.closed_until = self.clock() + PAUSE
            return []
        self.failures = 0
        return found

    def _shown(self, text: Text) -> Text:
        """The text as it may leave: nothing of handles, links and numbers to third parties."""
        if self.scorer.locality != "third-party":
            return Text(text.text[: self.scorer.max_chars], text.post, text.lang)
        masked = without_numbers(clean(text.text))[: self.scorer.max_chars]
        return Text(masked, without_numbers(clean(text.post)), text.lang)


def _checked(answer: Probabilities, labels: Sequence[str]) -> Probabilities:
    """The probabilities of known labels; ValueError when one is none."""
    found = {label: float(answer[label]) for label in labels if label in LABELS}
    if not all(math.isfinite(p) and 0.0 <= p <= 1.0 for p in found.values()):
        raise ValueError("not a probability")
    return found


def plug_in(name: str, *, third_party: bool) -> PlugIn:
    """An installed scorer; UnknownScorerError when there is none, or it needs a legal basis."""
    found = [point for point in metadata.entry_points(group=GROUP) if point.name == name]
    if not found:
        raise UnknownScorerError(f"No scorer is called {name}.")
    scorer: Scorer = found[0].load()()
    if scorer.locality == "third-party" and not third_party:
        raise UnknownScorerError(
            f"The scorer {name} gives texts to a third party. That needs a legal basis that the "
            "authority has recorded."
        )
    return PlugIn(scorer, shipped("tiny"))
