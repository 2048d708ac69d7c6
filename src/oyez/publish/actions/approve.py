"""The second person's yes."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.audit.actions import record
from oyez.domain.approval import refusal_of_state, refusal_to_approve
from oyez.domain.errors import NotAllowed, say
from oyez.domain.notice import NoticeState, RevisionKind, RevisionState
from oyez.domain.roles import Verb
from oyez.publish.actions.submit import newest_prepared, refuse_prepared
from oyez.publish.fingerprint import fingerprint
from oyez.publish.issue import GONE, issue_correction, issue_first, refuse_if_overtaken
from oyez.publish.models import Approval, Contribution, Notice, Revision

CHANGED = say("The text was changed after you opened it. Read it again before you approve.")


@transaction.atomic
def approve(by: Person, revision: Revision, *, version: int, at: datetime) -> Approval:
    """Say yes to exactly the wording that was seen (`version`), and let it go out.

    Writes the approval, the deliveries and the ledger entry in one transaction; the worker is
    woken by the commit.
    """
    notice = revision.notice
    actor = demand(by, Verb.APPROVE, notice.unit.path)
    written = Contribution.objects.filter(revision__notice=notice)
    if refusal := refusal_to_approve(by.pk, set(written.values_list("person_id", flat=True))):
        raise NotAllowed(refusal)
    approval = give(by, revision, version=version, at=at)
    record(
        actor,
        "publish.approve",
        f"notice:{notice.code}",
        revision=revision.number,
        fingerprint=approval.fingerprint,
    )
    return approval


def give(
    by: Person, revision: Revision, *, version: int, at: datetime, glass: str = ""
) -> Approval:
    """Move the revision to approved and issue it; the first of two at the same moment wins."""
    refuse_prepared(revision)
    first = revision.kind == RevisionKind.FIRST
    _move(revision, version, glass=bool(glass))
    if not first:
        refuse_if_overtaken(revision)
    approval = _write(by, revision, at, glass)
    if first:
        _approve_prepared(by, revision.notice, at, glass)
        Notice.objects.filter(pk=revision.notice.pk).update(state=NoticeState.APPROVED)
        issue_first(revision, at)
    else:
        issue_correction(revision, at)
    return approval


def _move(revision: Revision, version: int, *, glass: bool) -> None:
    states = [RevisionState.SUBMITTED]
    if glass:
        states += [RevisionState.DRAFT, RevisionState.RETURNED]
    # Its own columns only: PostgreSQL would judge a joined one by what it was before the wait.
    same = Revision.objects.filter(pk=revision.pk, state__in=states, version=version)
    if same.update(state=RevisionState.APPROVED) == 1:
        return
    now = Revision.objects.select_related("notice").get(pk=revision.pk)
    if now.notice.state == NoticeState.RETRACTED:
        raise NotAllowed(GONE)
    if now.state in states:
        raise NotAllowed(CHANGED)
    raise NotAllowed(refusal_of_state(RevisionState(now.state)) or CHANGED)


def _write(by: Person, revision: Revision, at: datetime, glass: str) -> Approval:
    try:
        with transaction.atomic():
            return Approval.objects.create(
                revision=revision,
                by=by,
                at=at,
                break_glass=bool(glass),
                reason=glass,
                fingerprint=fingerprint(revision),
            )
    except IntegrityError as error:
        raise NotAllowed(
            say("The database refused this approval: it was given already, or you wrote the text.")
        ) from error


def _approve_prepared(by: Person, notice: Notice, at: datetime, glass: str) -> None:
    prepared = newest_prepared(notice)
    if prepared is None:
        return
    Revision.objects.filter(pk=prepared.pk).update(state=RevisionState.APPROVED)
    _write(by, prepared, at, glass)
