"""Reads for the pages: what waits for a person, what is out, what fails, and one notice whole."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from oyez.accounts.models import Person
from oyez.accounts.queries import scopes
from oyez.domain.delivery import Held
from oyez.domain.notice import NoticeState, RevisionKind, RevisionState
from oyez.domain.roles import Verb
from oyez.govern.models import Unit
from oyez.publish.models import (
    Approval,
    Contribution,
    Delivery,
    Notice,
    Picture,
    Revision,
    Telling,
    Variant,
)

OUT = (NoticeState.APPROVED, NoticeState.LIVE, NoticeState.CORRECTED, NoticeState.EXPIRED)
SHOWN = 50


def within(paths: Iterable[str], field: str) -> Q:
    """Rows whose unit lies at or below one of the paths."""
    found = Q(pk__in=[])
    for path in paths:
        found |= Q(**{f"{field}__startswith": path})
    return found


def _where(person: Person, verb: Verb, field: str) -> Q:
    return within(scopes(person, verb), field)


def notice_by_code(code: str) -> Notice | None:
    """One notice with its unit and people."""
    notices = Notice.objects.select_related("unit__authority", "created_by", "retracted_by")
    return notices.filter(code=code).first()


def notice_by_form(person: Person, key: str) -> Notice | None:
    """The notice that this person's form wrote before, if it did."""
    return Notice.objects.filter(form_key=key, created_by=person).first() if key else None


def unit_of(person: Person, verb: Verb, pk: str) -> Unit | None:
    """The unit with this number, if the person may do this for it."""
    if not pk.isdecimal() or len(pk) > 18:
        return None
    found = Unit.objects.filter(_where(person, verb, "path"), pk=int(pk))
    return found.select_related("authority").first()


def to_approve(person: Person) -> QuerySet[Revision]:
    """Submitted texts that this person may say yes to, the oldest first."""
    written = Contribution.objects.filter(person=person).values("revision__notice")
    rows = Revision.objects.filter(
        _where(person, Verb.APPROVE, "notice__unit__path"),
        state=RevisionState.SUBMITTED,
        kind__in=(RevisionKind.FIRST, RevisionKind.CORRECTION),
    )
    rows = rows.exclude(notice__in=written).exclude(notice__state=NoticeState.RETRACTED)
    return rows.select_related("notice__unit", "created_by").order_by("submitted_at", "pk")[:SHOWN]


def written_by(person: Person, *states: RevisionState) -> QuerySet[Revision]:
    """Texts that this person wrote or edited and that are in one of these states."""
    rows = Revision.objects.filter(
        state__in=states,
        kind__in=(RevisionKind.FIRST, RevisionKind.CORRECTION),
        contributions__person=person,
    )
    rows = rows.exclude(notice__state=NoticeState.RETRACTED)
    return rows.select_related("notice__unit", "created_by").order_by("-created_at")[:SHOWN]


def tasks_of(person: Person) -> QuerySet[Delivery]:
    """What no machine can settle, in this person's units; their own first."""
    rows = Delivery.objects.filter(
        _where(person, Verb.RETRACT, "notice__unit__path"), held=Held.NEEDS_PERSON
    )
    rows = rows.select_related("notice", "channel", "task_for").annotate(
        own=Count("pk", filter=Q(task_for=person))
    )
    return rows.order_by("-own", "wanted_at")[:SHOWN]


def open_reviews(person: Person) -> QuerySet[Approval]:
    """Glass that was broken and not yet looked at by another person."""
    rows = Approval.objects.filter(
        _where(person, Verb.APPROVE, "revision__notice__unit__path"),
        break_glass=True,
        reviewed_at=None,
        revision__kind=RevisionKind.FIRST,
    )
    return rows.select_related("revision__notice__unit", "by").order_by("at")[:SHOWN]


def tellings_of(person: Person) -> QuerySet[Telling]:
    """What the person was told and has not marked as seen."""
    rows = Telling.objects.filter(person=person, seen_at=None)
    return rows.select_related("notice")[:SHOWN]


def out_now(person: Person) -> QuerySet[Notice]:
    """What is public, or on its way, in the person's units; the newest first."""
    rows = Notice.objects.filter(_where(person, Verb.SEE, "unit__path"), state__in=OUT)
    rows = rows.select_related("unit").prefetch_related("revisions")
    return rows.annotate(
        channels=Count("deliveries", filter=Q(deliveries__wanted__isnull=False)),
        live=Count("deliveries", filter=Q(deliveries__held=Held.LIVE)),
    )[:SHOWN]


def failing(person: Person) -> QuerySet[Delivery]:
    """Deliveries that are not where they should be, and why."""
    rows = Delivery.objects.filter(_where(person, Verb.SEE, "notice__unit__path"))
    broken = Q(held__in=(Held.REFUSED, Held.UNKNOWN)) | Q(failures__gt=0) | Q(reason__isnull=False)
    # What was refused and is not wanted any more troubles nobody.
    over = Q(held=Held.GONE) | Q(held=Held.REFUSED, wanted=None) | Q(held=Held.NEEDS_PERSON)
    rows = rows.filter(broken).exclude(over)
    return rows.select_related("notice", "channel").order_by("-wanted_at")[:SHOWN]


def open_revision(notice: Notice) -> Revision | None:
    """The wording that is still being worked on, or waits for its time."""
    rows = notice.revisions.exclude(kind=RevisionKind.PREPARED)
    rows = rows.exclude(state=RevisionState.ISSUED).select_related("created_by")
    return rows.order_by("-number").first()


def issued_revision(notice: Notice) -> Revision | None:
    """The newest wording that has gone out."""
    return (
        notice.revisions.filter(state=RevisionState.ISSUED)
        .order_by("-issued_at", "-number")
        .first()
    )


def prepared_revision(notice: Notice) -> Revision | None:
    """The prepared correction that belongs to the notice as it is."""
    prepared = notice.revisions.filter(kind=RevisionKind.PREPARED)
    return prepared.exclude(state=RevisionState.RETURNED).order_by("-number").first()


def revision_of(notice: Notice, pk: int) -> Revision | None:
    """A revision of this notice."""
    return notice.revisions.filter(pk=pk).select_related("notice__unit").first()


def delivery_of(notice: Notice, pk: int) -> Delivery | None:
    """A delivery of this notice."""
    return notice.deliveries.filter(pk=pk).select_related("notice__unit").first()


def approval_of(notice: Notice, pk: int) -> Approval | None:
    """An approval of this notice."""
    rows = Approval.objects.filter(revision__notice=notice, pk=pk)
    return rows.select_related("revision__notice__unit", "by").first()


def history(notice: Notice) -> QuerySet[Revision]:
    """Every revision of the notice with its approvals, the newest first."""
    rows = notice.revisions.select_related("created_by")
    rows = rows.prefetch_related(
        "approvals__by", "approvals__reviewed_by", "contributions__person", "pictures"
    )
    return rows.order_by("-number")


def variants_of(revision: Revision) -> QuerySet[Variant]:
    """The texts for each channel, the own page first."""
    return revision.variants.select_related("channel")


def pictures_of(revision: Revision) -> list[Picture]:
    """The pictures, in order."""
    return list(revision.pictures.all())


def deliveries_of(notice: Notice) -> QuerySet[Delivery]:
    """The notice's deliveries with their receipts and the number of attempts."""
    rows = notice.deliveries.select_related("channel", "task_for").prefetch_related("receipts")
    return rows.annotate(tries=Count("attempts"))


def last_results(channels: Iterable[int]) -> dict[int, Delivery]:
    """The newest delivery of each channel for which something has happened."""
    rows = Delivery.objects.filter(channel_id__in=list(channels)).exclude(held=Held.NOTHING)
    newest: dict[int, Delivery] = {}
    for row in rows.select_related("notice").order_by("channel_id", "-wanted_at")[:2000]:
        newest.setdefault(row.channel_id, row)
    return newest


def waiting_under(scope: str, now: datetime) -> QuerySet[Delivery]:
    """What goes out as soon as a freeze of this scope is lifted."""
    _unit, _, number = scope.rstrip("/").partition("@")
    where = Q(channel_id=int(number)) if number else Q(notice__unit__path__startswith=scope)
    rows = Delivery.objects.filter(where, held=Held.NOTHING, wanted__isnull=False, due_at__lte=now)
    return rows.select_related("notice__unit", "channel").order_by("wanted_at")[:SHOWN]
