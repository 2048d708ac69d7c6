"""Two people label samples of what was said, and a third settles what they see differently."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils import timezone

from oyez.accounts.models import Person
from oyez.domain.inbox.annotation import Said
from oyez.domain.inbox.labels import Label
from oyez.govern.models import Channel
from oyez.listen.actions import Wish, annotate, draw_sample
from oyez.listen.models import Sample, SampleItem
from oyez.listen.queries.samples import agreements, things
from oyez.proof.stories.talk import TRUE
from oyez.review.gathering.frame import Span

SEED = 20250114


def draw(by: Person, channels: Iterable[Channel], span: Span, size: int) -> list[Sample]:
    """A sample of each channel for the very days of the review; a small one is taken whole."""
    wish = Wish(span.begins_at, span.ends_at, size, SEED)
    return [draw_sample(by, channel, wish, at=timezone.now()) for channel in channels]


def label(samples: Iterable[Sample], people: Sequence[Person]) -> int:
    """How many words people have said about all of them."""
    return sum(_label(sample, people) for sample in samples)


def _label(sample: Sample, people: Sequence[Person]) -> int:
    first, second, third = people
    rows = list(sample.items.select_related("item", "sample__channel__unit"))
    slip, words = next(one for one in rows if one.twice), 0
    for one in rows:
        true = TRUE[one.item.text]
        words += _says(first, one, true)
        if one is slip:  # the second person sees one thing otherwise
            words += _says(second, one, _other(true)) + _says(third, one, true)
        elif one.twice:
            words += _says(second, one, true)
    return words


def _says(by: Person, one: SampleItem, word: Label) -> int:
    said = Said(by.pk, word.value, abusive=word is Label.ABUSE)
    annotate(by, one, said, at=timezone.now())
    return 1


def _other(true: Label) -> Label:
    return Label.QUESTION if true is Label.OTHER else Label.OTHER


def agreement(sample: Sample) -> float:
    """How far the first two agree beyond chance (kappa)."""
    found = agreements(things(sample)).label
    return found.kappa if found and found.kappa is not None else 0.0
