"""Reads of the inbox: what waits, in the order in which it should be read, and where it goes on.

Nothing is counted that is not shown, and a page begins where the one before it ended, so that
what is being read does not move however much comes in.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import F, Q, QuerySet

from oyez.domain.roles import Verb
from oyez.govern.models import Channel
from oyez.listen.models import InboxItem
from oyez.listen.models.inbox_item import Place
from oyez.platforms.heard import SPOKEN
from oyez.publish.queries import Who, where
from oyez.publish.queries.scope import person_in

SIZE = 50
MOST = 100  # more news than that are not counted


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for. Unit and channel are a number or a part of the name.

    `whose` is mine, nobody or nothing; `first` urgent, warning or nothing; `everything` is also
    what is done. `notice` is a code.
    """

    unit: str = ""
    channel: str = ""
    label: str = ""
    whose: str = ""
    first: str = ""
    notice: str = ""
    everything: bool = False


@dataclass(frozen=True, slots=True)
class Slice:
    """Some items, and the mark after which the next ones come: empty at the end."""

    rows: list[InboxItem]
    after: str


def inbox(who: Who, asked: Asked) -> QuerySet[InboxItem]:
    """What people say to the person's units and is asked for, in no order."""
    channels = _channels(who, asked)
    if asked.everything:
        rows = InboxItem.objects.filter(channel__in=channels, kind__in=SPOKEN, own=False)
    else:
        # Only what people say, and others than we, ever waits: one small index finds it in its
        # order. The sum keeps the database from reading all of a channel and sorting it instead.
        rows = InboxItem.objects.alias(of=F("channel_id") + 0)
        rows = rows.filter(of__in=channels.values("pk"), open_at__isnull=False)
    if asked.label:
        suggested = Q(label="", suggested=asked.label)
        rows = rows.filter(Q(label=asked.label) | suggested)
    if asked.whose:
        rows = rows.filter(assigned_to=person_in(who) if asked.whose == "mine" else None)
    if asked.first:
        rows = rows.filter(place=Place.URGENT if asked.first == "urgent" else Place.WARNING)
    if asked.notice:
        rows = rows.filter(delivery__notice__code=asked.notice)
    return rows.order_by()


def page_after(who: Who, asked: Asked, mark: str, size: int = SIZE) -> Slice:
    """The next items after a mark; what waits comes by urgency, then the newest first."""
    rows = _ordered(inbox(who, asked), asked)
    if known := read_mark(mark):
        rows = rows.filter(_beyond(*known, asked))
    found = list(rows.select_related(*WITH)[: size + 1])
    after = mark_of(found[size - 1]) if len(found) > size else ""
    return Slice(found[:size], after)


WITH = ("channel__unit", "delivery__notice", "assigned_to")


def next_after(who: Who, asked: Asked, item: InboxItem) -> InboxItem | None:
    """What is to be read after this one; from the beginning again where nothing follows."""
    rows = _ordered(inbox(who, asked), asked).exclude(pk=item.pk)
    return rows.filter(_beyond(item.place, item.pk, asked)).first() or rows.first()


def news(who: Who, asked: Asked, since: int) -> int:
    """How many items have come in after this one; at most `MOST`."""
    rows = inbox(who, asked).filter(pk__gt=since).order_by("-pk")
    return len(rows.values_list("pk", flat=True)[:MOST])


def newest(who: Who) -> int:
    """The number of the newest item the person can see, 0 where there is none."""
    rows = InboxItem.objects.filter(channel__in=_channels(who, Asked()), kind__in=SPOKEN)
    return rows.order_by("-pk").values_list("pk", flat=True).first() or 0


def first_urgent(who: Who) -> InboxItem | None:
    """The newest item with life in danger that waits, if there is one."""
    return _ordered(inbox(who, Asked(first="urgent")), Asked()).first()


def mark_of(item: InboxItem) -> str:
    """Where a page ends."""
    return f"{item.place}.{item.pk}"


def read_mark(mark: str) -> tuple[int, int] | None:
    """Place and number out of a mark, or None for what is none."""
    place, _, number = mark.partition(".")
    sound = place.isdecimal() and number.isdecimal() and len(place) < 2 and len(number) < 18
    return (int(place), int(number)) if sound and mark.isascii() else None


def _ordered(rows: QuerySet[InboxItem], asked: Asked) -> QuerySet[InboxItem]:
    return rows.order_by("-pk") if asked.everything else rows.order_by("place", "-pk")


def _beyond(place: int, pk: int, asked: Asked) -> Q:
    if asked.everything:
        return Q(pk__lt=pk)
    return Q(place__gt=place) | Q(place=place, pk__lt=pk)


def _channels(who: Who, asked: Asked) -> QuerySet[Channel]:
    channels = Channel.objects.filter(where(who, Verb.SEE, "unit__path"))
    if asked.unit:
        channels = channels.filter(_named("unit", "unit__name", asked.unit))
    if asked.channel:
        channels = channels.filter(_named("pk", "name", asked.channel))
    return channels.order_by()


def _named(number: str, name: str, asked: str) -> Q:
    if asked.isdecimal() and len(asked) < 18:
        return Q(**{number: int(asked)})
    return Q(**{f"{name}__icontains": asked})
