"""The scorers that ship: `fast`, and `tiny` without sentence vectors."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Literal, Protocol

from oyez.scoring import encoder, store, words
from oyez.scoring.features import Prepared, prepared
from oyez.scoring.judging import LABELS, NAMES, TRIAGE, Identity, Scored, judged
from oyez.scoring.language import LANGUAGES
from oyez.scoring.text import LIMIT, PREPROCESSING, Text
from oyez.scoring.tiers import Tier, tier

BATCH = 64
DIGITS = 6  # of a probability; the rest depends on the company a text is scored in
Locality = Literal["in-process", "on-premises", "third-party"]
Probabilities = Mapping[str, float]


class Scorer(Protocol):
    """What a scorer offers. A text gets a probability for each of `labels`."""

    id: str
    version: str
    labels: tuple[str, ...]
    languages: frozenset[str]
    max_chars: int
    locality: Locality

    def fingerprint(self) -> str:
        """A digest of weights, settings and prompt."""

    def score(self, batch: Sequence[Text]) -> list[Probabilities]:
        """Probabilities by label, one mapping a text, in their order."""


class LinearScorer:
    """A tier of an artefact as a scorer."""

    labels = LABELS
    languages = frozenset(LANGUAGES)
    max_chars = LIMIT
    locality: Locality = "in-process"

    def __init__(self, name: str, artefact: store.Artefact) -> None:
        self.id = name
        self.version: str = artefact.settings["version"]
        self.tier: Tier = tier(artefact, name)
        self.identity = Identity(name, self.version, _fingerprint(name, artefact))

    def fingerprint(self) -> str:
        """A digest of arrays, settings, lexicon and encoder."""
        return self.identity.fingerprint

    def score(self, batch: Sequence[Text]) -> list[Probabilities]:
        """Probabilities of `labels` for each text."""
        return [p for _, p in self._scored(batch)]

    def judge(self, batch: Sequence[Text]) -> list[Scored]:
        """What people see of each text."""
        limits = self.tier.thresholds
        return [
            judged(p, one.lang, thresholds=limits, by=self.identity)
            for one, p in self._scored(batch)
        ]

    def _scored(self, batch: Sequence[Text]) -> list[tuple[Prepared, Probabilities]]:
        found: list[tuple[Prepared, Probabilities]] = []
        for begin in range(0, len(batch), BATCH):
            part = [prepared(text) for text in batch[begin : begin + BATCH]]
            found += zip(part, _named(self.tier, part), strict=True)
        return found


def _named(using: Tier, batch: Sequence[Prepared]) -> list[Probabilities]:
    p = using.probabilities(batch)
    single = {"abusive": "abuse", "alarm": "alarm", "emergency": "emergency"}
    return [
        {label: round(float(p[task][row, 0]), DIGITS) for label, task in single.items()}
        | {
            NAMES[label]: round(float(p["triage"][row, column]), DIGITS)
            for column, label in enumerate(TRIAGE)
        }
        for row in range(len(batch))
    ]


def _fingerprint(name: str, artefact: store.Artefact) -> str:
    parts = [name, artefact.fingerprint(), PREPROCESSING, words.digest()]
    if artefact.settings["tiers"][name]["vectors"]:
        parts.append(encoder.version())
    return hashlib.blake2b(" ".join(parts).encode(), digest_size=16).hexdigest()


@cache
def shipped(name: str, folder: Path = store.SHIPPED) -> LinearScorer:
    """A scorer of the artefact; `tiny` in place of `fast` where the encoder is absent."""
    artefact = store.read(folder)
    needs_vectors = artefact.settings["tiers"][name]["vectors"]
    return LinearScorer("tiny" if needs_vectors and not encoder.present() else name, artefact)
