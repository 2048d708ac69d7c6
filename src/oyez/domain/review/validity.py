"""Whether a sample may carry a decision, and what of everything said never came to us."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from oyez.domain.errors import Sentence, say

COMPLETE: Final = 0.95  # of the replies that the platforms count


@dataclass(frozen=True, slots=True)
class Basis:
    """What stands behind the figures about interactions of one channel in one period.

    `same` says that the sample was drawn by chance from this very frame, `other` how many scores
    are from another scorer than the rest, `known` how many replies the platforms count where they
    do, and `heard` how many of these came to us.
    """

    same: bool = True
    other: int = 0
    unscored: int = 0
    known: int | None = None
    heard: int = 0
    imported: int = 0

    @property
    def complete(self) -> float | None:
        """The share of the replies known that came to us; None where nobody counts them."""
        return min(1.0, self.heard / self.known) if self.known else None


def faults(basis: Basis) -> Iterator[Sentence]:
    """What forbids to cite the sample, beyond its size, its second labels, its dark ones."""
    if not basis.same:
        yield say(
            "Draw a new sample first: the one that is labelled was drawn from another period or "
            "from other interactions."
        )
    if basis.other:
        template = (
            "Have the period scored again first: {count} interactions were scored by another "
            "scorer than the rest."
        )
        yield say(template, count=basis.other)


def gaps(basis: Basis) -> Iterator[Sentence]:
    """What whoever reads the figures has to know of their frame."""
    share = basis.complete
    if share is not None and share < COMPLETE:
        template = (
            "Of {known} replies that the platform counts {heard} came to us, which is less than "
            "{least} %. What the others say is not known."
        )
        yield say(template, known=basis.known, heard=basis.heard, least=round(100 * COMPLETE))
    if basis.unscored:
        template = "No scorer has read {count} interactions, such as those without words."
        yield say(template, count=basis.unscored)
    if basis.imported:
        template = (
            "From before Oyez come {count} interactions that were read in from exports; no sample "
            "of them was labelled."
        )
        yield say(template, count=basis.imported)
