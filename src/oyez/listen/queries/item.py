"""Reads of one item: what stands around it, and who may look after it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from oyez.accounts.models import Person
from oyez.accounts.queries import people_who_may
from oyez.domain.inbox.sending import State
from oyez.domain.roles import Verb
from oyez.listen.linking import names_of
from oyez.listen.models import Deed, InboxItem
from oyez.listen.queries.inbox import WITH
from oyez.platforms.heard import SPOKEN
from oyez.publish.models import Variant
from oyez.publish.queries import Sight, where

ABOVE, BELOW = 5, 20


@dataclass(frozen=True, slots=True)
class Thread:
    """What an item answers, the oldest first, and what answers it, the newest first."""

    above: list[InboxItem]
    below: list[InboxItem]


def item_by_id(who: Sight, pk: int) -> InboxItem | None:
    """The item, if the person may see it."""
    rows = InboxItem.objects.filter(where(who, Verb.SEE, "channel__unit__path"), pk=pk)
    return rows.filter(kind__in=SPOKEN).select_related(*WITH, "labelled_by").first()


def thread_of(item: InboxItem) -> Thread:
    """The conversation around an item, as far as the platform told it."""
    above: list[InboxItem] = []
    one: InboxItem | None = item
    while one is not None and one.about and len(above) < ABOVE:
        rows = InboxItem.objects.filter(
            channel=item.channel_id, platform_id__in=names_of(one.about)
        )
        one = (
            rows.filter(kind__in=SPOKEN).exclude(pk__in=[item.pk, *(up.pk for up in above)]).first()
        )
        above += [one] if one else []
    below = InboxItem.objects.filter(channel=item.channel_id, about=item.platform_id)
    below = below.filter(kind__in=SPOKEN).exclude(pk=item.pk).order_by("-pk")
    return Thread(above[::-1], list(below[:BELOW]))


def shown_with(item: InboxItem) -> Variant | None:
    """The words of ours that the item is about, as they stand or stood there."""
    delivery = item.delivery
    if delivery is None:
        return None
    rows = Variant.objects.filter(revision__notice=delivery.notice_id, channel=delivery.channel_id)
    known = rows.filter(revision__number=delivery.revision) if delivery.revision else rows
    return known.order_by("-revision__number").first() or rows.order_by("-pk").first()


def deed_of(item: InboxItem, pk: int) -> Deed | None:
    """One deed about the item."""
    rows = item.deeds.filter(pk=pk)
    return rows.select_related("item__channel__unit", "item__delivery__notice").first()


def deeds_of(item: InboxItem) -> QuerySet[Deed]:
    """Everything that was done about it, the oldest first."""
    return item.deeds.select_related("asked_by", "agreed_by", "settled_by", "saved").order_by("pk")


def carers(item: InboxItem) -> QuerySet[Person]:
    """Who may look after it."""
    return people_who_may(Verb.TRIAGE, item.channel.unit.path)


def waiting_deeds(who: Sight, most: int) -> list[Deed]:
    """Deeds in the person's units that wait for a second person or for somebody's look."""
    rows = Deed.objects.filter(
        where(who, Verb.ANSWER, "item__channel__unit__path"),
        state__in=[State.ASKED.value, State.BY_HAND.value],
    )
    return list(rows.select_related("item__channel", "asked_by").order_by("asked_at")[:most])
