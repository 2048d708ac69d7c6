"""Have a text approved anew, because what it links to has changed before it went out."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from oyez.audit.actions import record
from oyez.domain.drift import Change
from oyez.domain.errors import NotAllowed, say
from oyez.domain.notice import NoticeState, RevisionKind, RevisionState
from oyez.publish.actions.edit import void
from oyez.publish.actions.screen import MACHINE, screen
from oyez.publish.models import Finding, Notice, Revision
from oyez.publish.queries import approval_in_force
from oyez.publish.tell import tell


@transaction.atomic
def reopen(revision: Revision, change: Change, *, at: datetime) -> bool:
    """End an approval that nothing was sent on, and ask for another; False where it is too late.

    The questions of the screening are asked again. Both the author and the approver are told.
    """
    approval = approval_in_force(revision)
    if approval is None:
        return False
    try:
        with transaction.atomic():
            if not void(revision, at):
                return False
    except NotAllowed:
        return False  # it is going out already; the watch takes over from here
    _ask_again(revision, at)
    screen(revision, at=at)
    notice = revision.notice
    told = say(
        "A page that notice {code} links to has changed before the notice went out, so it needs "
        "another approval.",
        code=notice.code,
    )
    tell({approval.by, revision.created_by}, told, notice)
    what = {"revision": revision.number, "code": change.code.value}
    record(MACHINE, "publish.reopen", f"notice:{notice.code}", **what)
    return True


def _ask_again(revision: Revision, at: datetime) -> None:
    """Back to the approver, with the prepared correction, and with every question open."""
    notice = revision.notice
    approved = Revision.objects.filter(state=RevisionState.APPROVED)
    approved.filter(pk=revision.pk).update(state=RevisionState.SUBMITTED, submitted_at=at)
    if revision.kind == RevisionKind.FIRST:
        Notice.objects.filter(pk=notice.pk).update(state=NoticeState.SUBMITTED)
        ready = approved.filter(notice=notice, kind=RevisionKind.PREPARED)
        ready.update(state=RevisionState.SUBMITTED)
    revision.refresh_from_db()
    Finding.objects.filter(screening__revision=revision).update(
        decided_by=None, decided_at=None, decision="", reason="", watcher=None, minutes=None,
        ends_at=None,
    )  # fmt: skip
