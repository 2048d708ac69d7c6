"""What waits for a person, what they must know, and what is not as it should be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Case, OuterRef, Q, QuerySet, Subquery, Value, When

from oyez.domain.channel import Mode
from oyez.domain.delivery import Held, Task
from oyez.domain.health import Way
from oyez.domain.notice import NoticeState, RevisionKind, RevisionState
from oyez.domain.roles import Verb
from oyez.govern.health import ATTENTION
from oyez.govern.models import Channel
from oyez.govern.planned import with_changes
from oyez.publish.missed import LISTED, missed_in
from oyez.publish.models import (
    Approval,
    Contribution,
    Delivery,
    Receipt,
    Revision,
    Telling,
)
from oyez.publish.queries.scope import SHOWN, Who, person_in, where
from oyez.publish.queries.tongue import said_in

HEALTH = 8
ENDS_SOON = timedelta(days=ATTENTION)
LATELY = timedelta(days=2)


def to_approve(who: Who) -> QuerySet[Revision]:
    """Submitted texts that this person may say yes to, the gravest and oldest first."""
    written = Contribution.objects.filter(person=person_in(who)).values("revision__notice")
    rows = Revision.objects.filter(
        where(who, Verb.APPROVE, "notice__unit__path"),
        state=RevisionState.SUBMITTED,
        kind__in=(RevisionKind.FIRST, RevisionKind.CORRECTION),
    )
    rows = rows.exclude(notice__in=written).exclude(notice__state=NoticeState.RETRACTED)
    grave = Case(
        When(notice__urgency="critical", then=Value(0)),
        When(notice__urgency="important", then=Value(1)),
        default=Value(2),
    )
    return rows.select_related("notice__unit", "created_by").order_by(grave, "submitted_at", "pk")[
        :SHOWN
    ]


def written_by(who: Who, *states: RevisionState) -> QuerySet[Revision]:
    """Texts that this person wrote or edited and that are in one of these states."""
    rows = Revision.objects.filter(
        state__in=states,
        kind__in=(RevisionKind.FIRST, RevisionKind.CORRECTION),
        contributions__person=person_in(who),
    )
    rows = rows.exclude(notice__state=NoticeState.RETRACTED)
    return rows.select_related("notice__unit", "created_by").order_by("-created_at")[:SHOWN]


def tasks_of(who: Who) -> QuerySet[Delivery]:
    """What no machine can settle, in this person's units; their own first.

    What others have in hand is theirs, and what one said oneself waits for somebody else's look.
    """
    rows = Delivery.objects.filter(
        where(who, Verb.RETRACT, "notice__unit__path"),
        held__in=(Held.NEEDS_PERSON, Held.LIVE, Held.SENDING),
        reason__isnull=False,
    )
    me = person_in(who)
    rows = rows.filter(
        Q(held=Held.NEEDS_PERSON)
        | Q(held=Held.SENDING, taken_by=me)
        | Q(held=Held.SENDING, taken_by__isnull=False, wanted=None)
        | (Q(task=Task.SECOND_LOOK) & (Q(said_by=None) | ~Q(said_by=me)))
    )
    rows = rows.select_related("notice", "channel", "task_for")
    rows = rows.annotate(said_in=said_in("notice_id"))
    mine = Case(When(Q(taken_by=me) | Q(task_for=me), then=Value(0)), default=Value(1))
    return rows.order_by(mine, "wanted_at")[:SHOWN]


def open_reviews(who: Who) -> QuerySet[Approval]:
    """Glass that was broken and not yet looked at by another person."""
    rows = Approval.objects.filter(
        where(who, Verb.APPROVE, "revision__notice__unit__path"),
        break_glass=True,
        reviewed_at=None,
        revision__kind=RevisionKind.FIRST,
    )
    return rows.select_related("revision__notice__unit", "by").order_by("at")[:SHOWN]


def tellings_of(who: Who) -> QuerySet[Telling]:
    """What the person was told and has not marked as seen."""
    rows = Telling.objects.filter(person=person_in(who), seen_at=None)
    return rows.select_related("notice").annotate(said_in=said_in("notice_id"))[:SHOWN]


def failing(who: Who) -> QuerySet[Delivery]:
    """Deliveries that are not where they should be, the newest wish first.

    Either a reason stands there, or the worker is still at it; each has a small index.
    """
    rows = Delivery.objects.filter(where(who, Verb.SEE, "notice__unit__path"))
    rows = rows.exclude(held__in=(Held.GONE, Held.NEEDS_PERSON))
    rows = rows.filter(task="")  # what people have to do is on their lists
    # What was refused and is not wanted any more troubles nobody.
    rows = rows.exclude(held=Held.REFUSED, wanted=None)
    rows = rows.order_by("-wanted_at")
    said = rows.filter(reason__isnull=False)
    at_it = rows.filter(due_at__isnull=False).filter(Q(held=Held.UNKNOWN) | Q(failures__gt=0))
    # A union, because "or" would have a database read every delivery there is.
    both = _first(said).union(_first(at_it))
    found = Delivery.objects.filter(pk__in=both).select_related("notice", "channel")
    return found.annotate(said_in=said_in("notice_id")).order_by("-wanted_at")[:SHOWN]


def _first(rows: QuerySet[Delivery]) -> QuerySet[Delivery, Any]:
    """The first few as numbers, in a form that a union may have as its part."""
    few = Delivery.objects.filter(pk__in=rows.values("pk")[:SHOWN])
    return few.order_by().values("pk")


def not_reached(who: Who, now: datetime) -> list[tuple[Delivery, Counter[str]]]:
    """What went live lately on a channel to many people and missed some, the newest first."""
    channels = Channel.objects.filter(where(who, Verb.SEE, "unit__path"), platform__in=LISTED)
    # The newest copy that stands; what an older one missed got no newer either.
    standing = Receipt.objects.filter(delivery=OuterRef("pk"), gone_at=None).order_by("-pk")
    rows = Delivery.objects.filter(
        channel__in=channels.order_by().values("pk"), live_at__gte=now - LATELY
    )
    rows = rows.exclude(wanted=None).select_related("notice", "channel")
    rows = rows.annotate(counted=Subquery(standing.values("version")[:1]))
    rows = rows.filter(counted__contains=":").annotate(said_in=said_in("notice_id"))
    found = [(row, missed_in(row.counted)) for row in rows.order_by("-live_at")[:SHOWN]]
    return [(row, missed) for row, missed in found if missed]


def life_of_channels(who: Who, first: Iterable[int], now: datetime) -> QuerySet[Any]:
    """A few of the person's channels with their last proof of life and what is known of them.

    Those in trouble come first, then those whose way in is shut or will be. A channel comes once
    for each change of its mode that is planned.
    """
    newest = Delivery.objects.filter(channel=OuterRef("pk"), live_at__isnull=False)
    shut = Q(health__state=Way.REFUSED) | Q(health__ends_at__lte=now + ENDS_SOON)
    trouble = Case(
        When(pk__in=list(first), then=Value(0)), When(shut, then=Value(1)), default=Value(2)
    )
    order = (trouble, "unit__path", "position", "pk")
    mine = Channel.objects.filter(where(who, Verb.SEE, "unit__path")).exclude(mode=Mode.CLOSED)
    # The few are chosen first, so that nobody looks for a proof of all the others.
    few = mine.order_by(*order).values("pk")[:HEALTH]
    rows = with_changes(Channel.objects.filter(pk__in=few)).order_by(*order)
    rows = rows.select_related("unit__authority", "health")
    proved: QuerySet[Any] = rows.annotate(
        proof=Subquery(newest.order_by("-pk").values("live_at")[:1])
    )
    return proved
