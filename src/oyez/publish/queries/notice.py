"""One notice whole: its revisions, texts, deliveries and approvals."""

from __future__ import annotations

from django.db.models import Count, QuerySet

from oyez.accounts.models import Person
from oyez.domain.notice import RevisionKind, RevisionState
from oyez.publish.models import Approval, Delivery, Notice, Picture, Revision, Variant
from oyez.publish.queries.tongue import said_in


def notice_by_code(code: str) -> Notice | None:
    """One notice with its unit and people."""
    notices = Notice.objects.select_related("unit__authority", "created_by", "retracted_by")
    return notices.filter(code=code).annotate(said_in=said_in()).first()


def notice_by_form(person: Person, key: str) -> Notice | None:
    """The notice that this person's form wrote before, if it did."""
    return Notice.objects.filter(form_key=key, created_by=person).first() if key else None


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
