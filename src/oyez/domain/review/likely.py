"""From what a scorer says of a text to how likely it belongs to what a review asks for.

Any number between 0 and 1 would do: labels put the share right. The better it is, the fewer of
them are needed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from oyez.domain.inbox.labels import Label
from oyez.domain.review.case import NOISE, USEFUL

# The shares of a review, and the labels that belong to each.
SHARES: Final[Mapping[str, tuple[Label, ...]]] = {
    "noise": NOISE,
    "abuse": (Label.ABUSE,),
    "spam": (Label.SPAM,),
    "useful": USEFUL,
}
TRIAGE: Final = tuple(label for label in Label if label is not Label.URGENT)


def likely(abuse: float, triage: str, chance: float) -> dict[str, float]:
    """How likely the text belongs to each share.

    What triage leaves open is spread evenly over the other labels; what is urgent is a report.
    """
    rest = (1 - chance) / (len(TRIAGE) - 1)
    by = {label: chance if label == triage else rest for label in TRIAGE}
    spam = by[Label.SPAM]
    useful = sum(by[label] for label in USEFUL if label in by)
    found = {"abuse": abuse, "spam": spam, "noise": 1 - (1 - abuse) * (1 - spam), "useful": useful}
    return {name: min(1.0, max(0.0, found[name])) for name in SHARES}
