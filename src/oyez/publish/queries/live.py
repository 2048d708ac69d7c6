"""What is public now, and what is being removed and still stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from operator import attrgetter

from django.db.models import Count, F, Q, QuerySet, Subquery, Value

from oyez.domain.delivery import Held
from oyez.domain.notice import NoticeState
from oyez.domain.roles import Verb
from oyez.publish.models import Delivery, Notice
from oyez.publish.queries.scope import SHOWN, Who, where
from oyez.publish.queries.tongue import said_in

OUT = (NoticeState.APPROVED, NoticeState.LIVE, NoticeState.CORRECTED, NoticeState.EXPIRED)
SAID = (NoticeState.LIVE, NoticeState.CORRECTED)
SOON = timedelta(hours=6)
MANY = 1000


@dataclass(frozen=True, slots=True)
class Where:
    """On how many channels a notice stands, of how many, and what they are called."""

    live: int
    wanted: int
    names: tuple[str, ...]


def public_now(who: Who, now: datetime) -> QuerySet[Notice]:
    """What stands or is going out in the person's units; the newest first."""
    going = Q(state=NoticeState.APPROVED) & (Q(scheduled_at=None) | Q(scheduled_at__lte=now))
    rows = Notice.objects.filter(where(who, Verb.SEE, "unit__path"))
    rows = rows.filter(Q(state__in=SAID) | going).select_related("unit")
    rows = rows.annotate(said_in=said_in())
    return rows.order_by(F("live_at").desc(nulls_first=True), "-pk")


def over_and_standing(who: Who) -> QuerySet[Notice]:
    """What was true when it was said, and stands until somebody takes it down."""
    rows = Notice.objects.filter(
        where(who, Verb.SEE, "unit__path"), state=NoticeState.EXPIRED
    ).select_related("unit")
    return rows.annotate(said_in=said_in()).order_by("-created_at", "-pk")


def at_place(rows: QuerySet[Notice], unit: str, channel: str) -> QuerySet[Notice]:
    """Of these, those of a unit and on a channel, given by number or by a part of the name."""
    if unit:
        rows = rows.filter(_named("unit", unit))
    if channel:
        found = Delivery.objects.filter(
            _named("channel", channel), wanted__isnull=False, held=Held.LIVE
        )
        rows = rows.filter(pk__in=found.order_by().values("notice"))
    return rows


def _named(what: str, asked: str) -> Q:
    if asked.isdecimal() and len(asked) < 18:
        return Q(**{f"{what}_id": int(asked)})
    return Q(**{f"{what}__name__icontains": asked})


def being_removed(who: Who) -> Sequence[Delivery]:
    """Copies that should be gone and are not known to be; the longest first."""
    rows = Delivery.objects.filter(where(who, Verb.SEE, "notice__unit__path"), wanted=None)
    rows = rows.exclude(held__in=(Held.GONE, Held.REFUSED, Held.NOTHING)).order_by("wanted_at")
    rows = rows.select_related("notice__unit", "channel", "task_for")
    rows = rows.annotate(said_in=said_in("notice_id"))
    # The worker is at it, or a person is asked; each has a small index, both together have none.
    at_it, asked = rows.filter(due_at__isnull=False), rows.filter(reason__isnull=False)
    found = {row.pk: row for row in (*at_it[:SHOWN], *asked[:SHOWN])}
    return sorted(found.values(), key=attrgetter("wanted_at"))[:SHOWN]


def many(rows: QuerySet[Notice]) -> int:
    """How many there are; more than a thousand are not counted."""
    return rows.order_by().values("pk")[: MANY + 1].count()


def first_of(rows: QuerySet[Notice], few: int) -> tuple[list[Notice], int]:
    """The first few of a list, and how many there are, in one query; counted as `many` does."""
    counted = Notice.objects.filter(pk__in=rows.order_by().values("pk")[: MANY + 1]).order_by()
    total = counted.values(all=Value(1)).annotate(total=Count("pk")).values("total")
    found = list(rows.annotate(total=Subquery(total))[:few])
    return list(found), found[0].total if found else 0


def standing_on(notices: Iterable[Notice]) -> dict[int, Where]:
    """Where each of these notices stands, in one query."""
    rows = Delivery.objects.filter(notice__in=list(notices), wanted__isnull=False)
    wanted, live, names = Counter[int](), Counter[int](), dict[int, list[str]]()
    found = rows.values_list("notice", "held", "channel__name").order_by("rank", "channel")
    for notice, held, name in found:
        wanted[notice] += 1
        if held == Held.LIVE:
            live[notice] += 1
            names.setdefault(notice, []).append(name)
    return {pk: Where(live[pk], wanted[pk], tuple(names.get(pk, ()))) for pk in wanted}


def notices_by_code(codes: Iterable[str]) -> QuerySet[Notice]:
    """These notices, in the order in which they went out."""
    rows = Notice.objects.filter(code__in=list(codes)).select_related("unit")
    return rows.annotate(said_in=said_in()).order_by("-live_at", "-pk")
