"""Call a text back that has not gone out, because what it announces does not happen."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed, Sentence
from oyez.domain.notice import NoticeState, RevisionState
from oyez.publish.actions.edit import void
from oyez.publish.models import Notice, Revision
from oyez.publish.tell import tell


@transaction.atomic
def call_back(revision: Revision, told: Sentence, *, actor: str, at: datetime) -> bool:
    """A draft again, without its approval, and its author is told; False where it is out already.

    Whoever calls has asked whether the person may do what this follows from.
    """
    notice = revision.notice
    try:
        with transaction.atomic():
            void(revision, at)
    except NotAllowed:
        return False
    waiting = (RevisionState.SUBMITTED, RevisionState.APPROVED)
    moved = Revision.objects.filter(pk=revision.pk, state__in=waiting)
    if moved.update(state=RevisionState.DRAFT, submitted_at=None) == 1:
        before = (NoticeState.SUBMITTED, NoticeState.APPROVED)
        Notice.objects.filter(pk=notice.pk, state__in=before).update(state=NoticeState.DRAFT)
        prepared = Revision.objects.filter(notice=notice, state__in=waiting)
        prepared.update(state=RevisionState.DRAFT, submitted_at=None)
    tell([revision.created_by], told, notice)
    record(actor, "publish.call_back", f"notice:{notice.code}", revision=revision.number)
    return True
