"""Everything that was said on a channel in a period, with what one scorer says of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo

from django.db.models import QuerySet
from django.utils import timezone

from oyez.domain.review.corrected import Frame, frame_of
from oyez.domain.review.likely import likely
from oyez.domain.sampling import group_of
from oyez.listen.models import InboxItem, Score
from oyez.platforms.heard import SPOKEN

CHUNK = 5000


@dataclass(frozen=True, slots=True)
class Span:
    """A period as days and as moments on the authority's clock; the end is not included."""

    begins_on: date
    ends_on: date

    @property
    def begins_at(self) -> datetime:
        """Its first moment."""
        return _midnight(self.begins_on)

    @property
    def ends_at(self) -> datetime:
        """The first moment after it."""
        return _midnight(self.ends_on)

    @property
    def middle(self) -> date:
        """The day with which its second half begins."""
        return self.begins_on + (self.ends_on - self.begins_on) // 2


@dataclass(frozen=True, slots=True)
class Scorer:
    """The one instrument with which a review reads everything."""

    fingerprint: str = ""
    name: str = ""
    version: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """The frame: what each item is about (0: nothing), its day, and its shares.

    `shares` has the items that the scorer of the review has read, `other` those that only
    another one has.
    """

    about: Mapping[int, int]
    days: Mapping[int, date]
    shares: Mapping[int, Mapping[str, float]]
    other: int

    def share(self, item: int, name: str, usual: float) -> float:
        """How likely the item belongs to a share; `usual` where no scorer has read it."""
        known = self.shares.get(item)
        return usual if known is None else known[name]

    def usual(self, name: str) -> float:
        """The mean of those that were read."""
        many = len(self.shares)
        return sum(one[name] for one in self.shares.values()) / many if many else 0.0

    def summed(self, name: str, items: Iterable[int]) -> Frame:
        """The frame of a share, summed by what items are about."""
        usual = self.usual(name)
        parts: defaultdict[int, list[float]] = defaultdict(lambda: [0, 0.0, 0.0])
        for item in items:
            score = self.share(item, name, usual)
            part = parts[self.about[item] or -item]
            part[0] += 1
            part[1] += score
            part[2] += score * score
        return frame_of((int(many), scores, squares) for many, scores, squares in parts.values())


def said_on(channel: int, span: Span, scorer: Scorer) -> Said:
    """The frame of a channel."""
    rows = spoken([channel], span).values_list("pk", "delivery", "about", "first_seen")
    about, days = {}, {}
    for pk, delivery, post, seen in rows.iterator(chunk_size=CHUNK):
        about[pk], days[pk] = group_of(delivery, post), timezone.localdate(seen, _zone())
    shares, others = {}, set()
    for pk, fingerprint, abuse, triage, chance in _scores([channel], span):
        if fingerprint == scorer.fingerprint:
            shares[pk] = likely(abuse, triage, chance)
        else:
            others.add(pk)
    return Said(about, days, shares, len(others - shares.keys()))


def scorer_of(channels: Iterable[int], span: Span) -> Scorer:
    """The scorer that has read most of the period; of two the one that comes later by name."""
    rows = Score.objects.filter(item__in=spoken(channels, span)).order_by()
    found = Counter(rows.values_list("fingerprint", "scorer", "version").iterator(CHUNK))
    best = max(found.items(), key=lambda one: (one[1], one[0]), default=None)
    return Scorer(*best[0]) if best else Scorer()


def spoken(channels: Iterable[int], span: Span) -> QuerySet[InboxItem]:
    """What the public said there, hidden and deleted things too: a sample's frame."""
    return InboxItem.objects.filter(
        channel__in=list(channels),
        kind__in=SPOKEN,
        own=False,
        first_seen__gte=span.begins_at,
        first_seen__lt=span.ends_at,
    ).order_by()


def _scores(channels: Iterable[int], span: Span) -> Iterator[tuple[int, str, float, str, float]]:
    rows = Score.objects.filter(item__in=spoken(channels, span)).order_by("at", "pk")
    columns = ("item", "fingerprint", "abuse", "triage", "triage_p")
    yield from rows.values_list(*columns).iterator(chunk_size=CHUNK)


def _zone() -> tzinfo:
    return timezone.get_default_timezone()


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()), timezone.get_default_timezone())
