"""The second person's no."""

from __future__ import annotations

from django.db import transaction

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.audit.actions import record
from oyez.domain.approval import refusal_of_state
from oyez.domain.errors import NotAllowed, say
from oyez.domain.notice import NoticeState, RevisionKind, RevisionState
from oyez.domain.roles import Verb
from oyez.publish.actions.submit import refuse_prepared
from oyez.publish.draft import typed
from oyez.publish.models import Notice, Revision
from oyez.publish.tell import tell


@transaction.atomic
def send_back(by: Person, revision: Revision, reason: str) -> Revision:
    """Return a submitted wording to its author, with a reason."""
    notice = revision.notice
    actor = demand(by, Verb.SEND_BACK, notice.unit.path)
    refuse_prepared(revision)
    if not reason.strip():
        raise NotAllowed(say("Write what has to change."), "reason")
    reason = typed("reason", reason, 500)
    moved = Revision.objects.filter(pk=revision.pk, state=RevisionState.SUBMITTED).update(
        state=RevisionState.RETURNED, return_reason=reason
    )
    revision.refresh_from_db()
    if moved != 1:
        state = RevisionState(revision.state)
        raise NotAllowed(refusal_of_state(state) or say("The text is not submitted."))
    if revision.kind == RevisionKind.FIRST:
        Notice.objects.filter(pk=notice.pk).update(state=NoticeState.RETURNED)
    tell(
        [revision.created_by],
        say("Notice {code} was sent back to you: {reason}", code=notice.code, reason=reason),
        notice,
    )
    record(actor, "publish.send_back", f"notice:{notice.code}", revision=revision.number)
    return revision
