"""The labelled sample on which the figures of a channel rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from oyez.domain.inbox.annotation import CANNOT_TELL, Turn, settled
from oyez.domain.review.corrected import Labelled
from oyez.domain.review.likely import SHARES
from oyez.domain.sampling import digest_of
from oyez.listen.models import Label, Sample
from oyez.listen.queries.samples import Agreements, Thing, agreements, things
from oyez.review.gathering.frame import Said, Span


@dataclass(frozen=True, slots=True)
class Word:
    """One labelled item: what it is about, its chance to come in, and its label, "" if dark."""

    item: int
    about: int
    chance: float
    label: str


@dataclass(frozen=True, slots=True)
class Labels:
    """A sample with what people have said; `same` says whether the frame is still that of it."""

    sample: Sample | None = None
    words: Sequence[Word] = ()
    same: bool = True
    twice: int = 0
    people: int = 0
    agreed: Agreements = field(default_factory=lambda: Agreements(None, None, None))

    @property
    def dark(self) -> int:
        """How many nobody could tell, or two people see differently and no third has settled."""
        return sum(not word.label for word in self.words)

    def split(self, said: Said, name: str) -> tuple[list[Labelled], list[Labelled]]:
        """What is labelled for a share, and what nobody could tell."""
        usual, wanted = said.usual(name), SHARES[name]
        sure: list[Labelled] = []
        dark: list[Labelled] = []
        for word in self.words:
            score = said.share(word.item, name, usual)
            one = Labelled(score, word.label in wanted, word.about, word.chance)
            (sure if word.label else dark).append(one)
        return sure, dark


def labels_of(channel: int, span: Span, said: Said) -> Labels:
    """The newest sample of this very period; one of another period is not the same."""
    rows = Sample.objects.filter(channel=channel).order_by("-pk")
    fits = rows.filter(begins_at=span.begins_at, ends_at=span.ends_at)
    found = fits.filter(digest=digest_of(said.about)).first()
    near = rows.filter(begins_at__lt=span.ends_at, ends_at__gt=span.begins_at)
    sample = found or fits.first() or near.first()
    if sample is None:
        return Labels()
    known = things(sample)
    people = Label.objects.filter(sample_item__sample=sample).order_by().values("by").distinct()
    return Labels(
        sample=sample,
        words=_words(sample, known, said),
        same=found is not None,
        twice=sum(Turn.SECOND in one.said for one in known),
        people=people.count(),
        agreed=agreements(known),
    )


def _words(sample: Sample, known: Sequence[Thing], said: Said) -> list[Word]:
    """What counts of each thing; nothing where two differ and no third has settled it."""
    by_pk, found = {one.pk: one for one in known}, []
    drawn = sample.items.order_by("position").values_list("pk", "item", "group", "chance")
    for pk, item, group, chance in drawn:
        one = by_pk[pk]
        word = settled(one.said, twice=one.twice)
        disputed = word is None and Turn.SECOND in one.said
        if item in said.about and (word is not None or disputed):
            label = "" if word is None or word.label == CANNOT_TELL else word.label
            found.append(Word(item, said.about.get(item, group), chance, label))
    return found
