"""Look again at what went out without a second person."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.audit.actions import record
from oyez.domain.approval import refusal_to_review
from oyez.domain.errors import NotAllowed, say
from oyez.domain.roles import Verb
from oyez.publish.draft import typed
from oyez.publish.models import Approval


@transaction.atomic
def close_review(by: Person, approval: Approval, note: str, *, at: datetime) -> Approval:
    """Close the review of a broken glass with a note; never by the person who broke it."""
    notice = approval.revision.notice
    actor = demand(by, Verb.APPROVE, notice.unit.path)
    if refusal := refusal_to_review(by.pk, approval.by_id):
        raise NotAllowed(refusal)
    if not note.strip():
        raise NotAllowed(say("Write what the review found."), "note")
    note = typed("note", note, 500)
    glass = Approval.objects.filter(revision__notice=notice, by=approval.by, break_glass=True)
    # By id, so that of two at the same moment PostgreSQL lets the second see the first.
    ids = list(glass.values_list("pk", flat=True))
    closed = Approval.objects.filter(pk__in=ids, reviewed_at=None).update(
        reviewed_by=by, reviewed_at=at, review_note=note
    )
    if not closed:
        raise NotAllowed(say("This review was closed already."))
    record(actor, "publish.close_review", f"notice:{notice.code}", approval=approval.pk)
    approval.refresh_from_db()
    return approval
