"""Reads of samples: which thing is next for whom, how far they are, and how far people agree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from oyez.accounts.models import Person
from oyez.domain.agreement import Agreement, agreement
from oyez.domain.inbox.annotation import CANNOT_TELL, Said, Turn, pairs, settled, turn_for
from oyez.domain.roles import Verb
from oyez.govern.models import Channel
from oyez.listen.channels import heard_on
from oyez.listen.models import Label, Sample, SampleItem
from oyez.publish.queries import Sight, where

GOLDEN = 0.6180339887498949
Words = Mapping[Turn, Said]


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing of a sample with what people have said about it."""

    pk: int
    twice: bool
    said: Words


@dataclass(frozen=True, slots=True)
class Progress:
    """How many things there are, how many have the word that counts, and where people differ."""

    total: int
    settled: int
    doubled: int
    differ: int
    cannot_tell: int

    @property
    def done(self) -> bool:
        """Whether nothing is left to label."""
        return self.settled == self.total


@dataclass(frozen=True, slots=True)
class Agreements:
    """How far first and second agree on the label, and on each of the two marks."""

    label: Agreement | None
    abusive: Agreement | None
    warning: Agreement | None


def samples(who: Sight) -> QuerySet[Sample]:
    """The samples of the person's units, the newest first."""
    rows = Sample.objects.filter(where(who, Verb.ANNOTATE, "channel__unit__path"))
    drawn = Sample.objects.filter(where(who, Verb.DRAW_SAMPLE, "channel__unit__path"))
    return (rows | drawn).select_related("channel__unit").order_by("-pk")


def channels_to_draw(who: Sight, most: int) -> list[Channel]:
    """The channels from which the person may draw."""
    rows = Channel.objects.filter(where(who, Verb.DRAW_SAMPLE, "unit__path"))
    rows = rows.filter(platform__in=heard_on())
    return list(rows.select_related("unit").order_by("unit__path", "position", "pk")[:most])


def things(sample: Sample) -> list[Thing]:
    """Everything in the sample in its order, in two queries."""
    said: dict[int, dict[Turn, Said]] = {}
    for row in Label.objects.filter(sample_item__sample=sample).order_by("turn"):
        word = Said(row.by_id, row.label, row.abusive, row.warning)
        said.setdefault(row.sample_item_id, {})[Turn(row.turn)] = word
    rows = sample.items.order_by("position").values_list("pk", "twice")
    return [Thing(pk, twice, said.get(pk, {})) for pk, twice in rows]


def next_for(person: Person, sample: Sample) -> SampleItem | None:
    """What the person labels next: each begins at another place, so that few meet."""
    open_to = [one.pk for one in things(sample) if turn_for(person.pk, one.said, twice=one.twice)]
    if not open_to:
        return None
    begin = int(person.pk * GOLDEN % 1.0 * len(open_to))
    return sample_item(sample, open_to[begin])


def sample_item(sample: Sample, pk: int) -> SampleItem | None:
    """One thing of the sample, with what it is about."""
    rows = sample.items.filter(pk=pk).select_related(
        "sample__channel__unit", "item__channel", "item__delivery__notice"
    )
    return rows.first()


def progress(found: list[Thing]) -> Progress:
    """How far the labelling is."""
    words = [settled(one.said, twice=one.twice) for one in found]
    both = [one for one in found if Turn.SECOND in one.said]
    return Progress(
        total=len(found),
        settled=sum(word is not None for word in words),
        doubled=len(both),
        differ=sum(one.said[Turn.FIRST].words != one.said[Turn.SECOND].words for one in both),
        cannot_tell=sum(word is not None and word.label == CANNOT_TELL for word in words),
    )


def agreements(found: list[Thing]) -> Agreements:
    """How far people agree, beyond what chance explains."""
    both = pairs([one.said for one in found])
    return Agreements(
        label=agreement([(a.label, b.label) for a, b in both]),
        abusive=agreement([(str(a.abusive), str(b.abusive)) for a, b in both]),
        warning=agreement([(str(a.warning), str(b.warning)) for a, b in both]),
    )


def labelled(sample: Sample) -> Iterator[tuple[SampleItem, Said]]:
    """Each thing that has the word that counts, in order; for whoever evaluates or estimates."""
    known = {one.pk: one for one in things(sample)}
    rows = sample.items.order_by("position").select_related("item__delivery__notice")
    for row in rows.iterator(chunk_size=200):
        word = settled(known[row.pk].said, twice=row.twice)
        if word is not None:
            yield row, word
