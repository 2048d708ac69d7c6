"""From probabilities to what people see: one triage label, and flags by stored thresholds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

TRIAGE = ("report", "question", "thanks", "abuse", "spam", "other")
# How a probability of quality.md is called, and the label of the inbox it stands for.
NAMES = {
    "report": "report",
    "question": "question",
    "thanks": "thanks_or_talk",
    "abuse": "abuse",
    "spam": "spam",
    "other": "other",
}
LABELS = ("abusive", "alarm", "emergency", *NAMES.values())
ANY = "any"


@dataclass(frozen=True, slots=True)
class Scored:
    """What a scorer says of one text. It ranks and suggests; it decides nothing.

    `abuse`, `alarm` and `triage_p` are probabilities; `abusive` means abusive language.
    """

    lang: str
    abuse: float
    abusive: bool
    triage: str
    triage_p: float
    urgent: bool
    alarm: float
    alarming: bool
    scorer: str
    version: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Identity:
    """Which instrument measured: kept with every score."""

    scorer: str
    version: str
    fingerprint: str


Thresholds = Mapping[str, Mapping[str, float]]


def limit(thresholds: Thresholds, label: str, lang: str) -> float:
    """From which probability on a label is said in a language."""
    known = thresholds.get(label, {})
    return known.get(lang, known.get(ANY, 0.5))


def judged(p: Mapping[str, float], lang: str, *, thresholds: Thresholds, by: Identity) -> Scored:
    """Put the probabilities of one text into words."""
    label, sure = triage(p, lang, thresholds)
    return Scored(
        lang=lang,
        abuse=p["abusive"],
        abusive=p["abusive"] >= limit(thresholds, "abusive", lang),
        triage=label,
        triage_p=sure,
        urgent=p["emergency"] >= limit(thresholds, "emergency", lang),
        alarm=p["alarm"],
        alarming=p["alarm"] >= limit(thresholds, "alarm", lang),
        scorer=by.scorer,
        version=by.version,
        fingerprint=by.fingerprint,
    )


def triage(p: Mapping[str, float], lang: str, thresholds: Thresholds) -> tuple[str, float]:
    """The one label of the inbox. Who needs help now asks or reports, whatever words they use."""
    shares = {label: p[name] for label, name in NAMES.items()}
    best = max(TRIAGE, key=lambda label: shares[label])
    if best not in ("report", "question") and p["emergency"] >= limit(
        thresholds, "emergency", lang
    ):
        best = max(("report", "question"), key=lambda label: shares[label])
    return best, shares[best]
