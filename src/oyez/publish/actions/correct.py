"""Say what is true instead, everywhere the notice stands."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed, say
from oyez.domain.notice import RevisionKind, RevisionState
from oyez.domain.roles import Verb
from oyez.publish.actions.submit import newest_prepared
from oyez.publish.draft import Draft, check_correction
from oyez.publish.issue import issue_correction, refuse_unless_out
from oyez.publish.models import Approval, Notice, Revision
from oyez.publish.pictures import Taken, taken_of
from oyez.publish.queries import issued_revision
from oyez.publish.writing import write_revision


@transaction.atomic
def correct(
    by: Person,
    notice: Notice,
    draft: Draft,
    *,
    at: datetime,
    pictures: tuple[Taken, ...] | None = None,
) -> Revision:
    """Write revision n+1 of a notice that is out; it needs its own approval like the first.

    `pictures` None keeps those that are shown now.
    """
    actor = demand(by, Verb.COMPOSE, notice.unit.path)
    refuse_unless_out(notice, at)
    check_correction(draft, at)
    if pictures is None:
        pictures = taken_of(issued_revision(notice) or notice.revisions.earliest("number"))
    kind = RevisionKind.CORRECTION
    revision = write_revision(notice, by, draft, at=at, kind=kind, pictures=pictures)
    record(actor, "publish.correct", f"notice:{notice.code}", revision=revision.number)
    return revision


@transaction.atomic
def issue_prepared(by: Person, notice: Notice, *, at: datetime) -> Revision:
    """Send the correction that was approved together with the notice, at once.

    It is words alone: a picture that may have been wrong does not go out again with it.
    """
    actor = demand(by, Verb.CORRECT, notice.unit.path)
    refuse_unless_out(notice, at)
    prepared = newest_prepared(notice)
    if prepared is None:
        raise NotAllowed(say("No correction was prepared for this notice. Write one now."))
    ready = Approval.objects.filter(revision=prepared, voided_at=None).exists()
    moved = Revision.objects.filter(pk=prepared.pk, state=RevisionState.APPROVED).update(
        state=RevisionState.ISSUED, issued_at=at
    )
    if not ready or moved != 1:
        raise NotAllowed(say("The prepared correction went out already, or is not approved."))
    issue_correction(prepared, at)
    record(actor, "publish.issue_prepared", f"notice:{notice.code}", revision=prepared.number)
    prepared.refresh_from_db()
    return prepared
