"""Ask for a second person's yes."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.audit.actions import record
from oyez.domain.approval import refusal_of_kind
from oyez.domain.errors import NotAllowed, say
from oyez.domain.notice import NoticeState, RevisionKind, RevisionState
from oyez.domain.roles import Verb
from oyez.publish.models import Notice, Revision

OPEN = (RevisionState.DRAFT, RevisionState.RETURNED)


@transaction.atomic
def submit(by: Person, revision: Revision, *, at: datetime) -> Revision:
    """Hand the wording, and the prepared correction with it, to whoever may approve."""
    notice = revision.notice
    actor = demand(by, Verb.SUBMIT, notice.unit.path)
    refuse_prepared(revision)
    refuse_if_nothing_goes_out(revision)
    moved = Revision.objects.filter(pk=revision.pk, state__in=OPEN).update(
        state=RevisionState.SUBMITTED, submitted_at=at, return_reason=""
    )
    if moved != 1:
        raise NotAllowed(say("This text was submitted already."))
    if revision.kind == RevisionKind.FIRST:
        Notice.objects.filter(pk=notice.pk).update(state=NoticeState.SUBMITTED)
        if prepared := newest_prepared(notice):
            Revision.objects.filter(pk=prepared.pk).update(
                state=RevisionState.SUBMITTED, submitted_at=at
            )
    record(actor, "publish.submit", f"notice:{notice.code}", revision=revision.number)
    revision.refresh_from_db()
    return revision


def newest_prepared(notice: Notice) -> Revision | None:
    """The prepared correction that belongs to the notice as it is now."""
    prepared = notice.revisions.filter(kind=RevisionKind.PREPARED)
    return prepared.exclude(state=RevisionState.RETURNED).order_by("-number").first()


def refuse_prepared(revision: Revision) -> None:
    """NotAllowed for a prepared correction on its own."""
    if refusal := refusal_of_kind(RevisionKind(revision.kind)):
        raise NotAllowed(refusal)


def refuse_if_nothing_goes_out(revision: Revision) -> None:
    """NotAllowed where every channel is held back."""
    if not revision.variants.filter(held_back__isnull=True).exists():
        raise NotAllowed(say("Every channel is held back, so this would reach nobody."), "channels")
