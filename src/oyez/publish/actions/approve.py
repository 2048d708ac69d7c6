"""The second person's yes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.audit.actions import record
from oyez.domain.approval import refusal_of_state, refusal_to_approve
from oyez.domain.errors import NotAllowed, say
from oyez.domain.notice import NoticeState, RevisionKind, RevisionState
from oyez.domain.roles import Verb
from oyez.publish.actions.screen import just_screened, screen
from oyez.publish.actions.submit import (
    newest_prepared,
    refuse_if_nothing_goes_out,
    refuse_prepared,
)
from oyez.publish.evidence import digest_of, evidence_of
from oyez.publish.findings import (
    begin_watches,
    decide,
    refuse_if_blocked,
    refuse_if_set_aside_by,
)
from oyez.publish.fingerprint import fingerprint
from oyez.publish.issue import GONE, issue_correction, issue_first, refuse_if_overtaken
from oyez.publish.models import Approval, Contribution, Notice, Revision

CHANGED = say("The text was changed after you opened it. Read it again before you approve.")


def approve(
    by: Person,
    revision: Revision,
    *,
    version: int,
    at: datetime,
    decisions: Mapping[int, str] | None = None,
) -> Approval:
    """Say yes to exactly the wording that was seen (`version`), and let it go out.

    `decisions` answers the questions of the screening, by the number of the finding. Writes the
    approval, the deliveries and the ledger entry in one transaction; the worker is woken by the
    commit.
    """
    demand(by, Verb.APPROVE, revision.notice.unit.path)
    if revision.state == RevisionState.SUBMITTED and not just_screened(revision, at):
        screen(revision, at=at)
    return _approve(by, revision, decisions or {}, version=version, at=at)


@transaction.atomic
def _approve(
    by: Person, revision: Revision, decisions: Mapping[int, str], *, version: int, at: datetime
) -> Approval:
    notice = revision.notice
    actor = demand(by, Verb.APPROVE, notice.unit.path)
    written = Contribution.objects.filter(revision__notice=notice)
    if refusal := refusal_to_approve(by.pk, set(written.values_list("person_id", flat=True))):
        raise NotAllowed(refusal)
    refuse_if_set_aside_by(by, revision)
    approval = give(by, revision, version=version, at=at, decisions=decisions)
    record(
        actor,
        "publish.approve",
        f"notice:{notice.code}",
        revision=revision.number,
        fingerprint=approval.fingerprint,
        **_answered(approval),
    )
    return approval


def _answered(approval: Approval) -> dict[str, object]:
    """The questions and their answers, for the ledger; nothing where none was asked."""
    found = (approval.evidence or {}).get("findings", ())
    decided = [f"{one['code']}={one['decision']}" for one in found if one["decision"]]
    return {"decided": decided} if decided else {}


def give(
    by: Person,
    revision: Revision,
    *,
    version: int,
    at: datetime,
    glass: str = "",
    decisions: Mapping[int, str] | None = None,
) -> Approval:
    """Move the revision to approved and issue it; the first of two at the same moment wins.

    NotAllowed while a block stands or a question of the screening has no answer.
    """
    refuse_prepared(revision)
    first = revision.kind == RevisionKind.FIRST
    _move(revision, version, glass=bool(glass))
    _refuse_if_vain(revision, at)
    refuse_if_blocked(revision)
    decide(by, revision, decisions or {}, at=at)
    begin_watches(revision, max(at, revision.notice.scheduled_at or at))
    approval = _write(by, revision, at, glass)
    if first:
        _approve_prepared(by, revision.notice, at, glass)
        Notice.objects.filter(pk=revision.notice.pk).update(state=NoticeState.APPROVED)
        issue_first(revision, at)
    else:
        issue_correction(revision, at)
    return approval


def _refuse_if_vain(revision: Revision, at: datetime) -> None:
    """NotAllowed for a first text that reaches nobody, and for a correction that was overtaken."""
    if revision.kind == RevisionKind.FIRST:
        refuse_if_nothing_goes_out(revision, at)
    else:
        refuse_if_overtaken(revision)


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
    evidence = evidence_of(revision, at)
    try:
        with transaction.atomic():
            return Approval.objects.create(
                revision=revision,
                by=by,
                at=at,
                break_glass=bool(glass),
                reason=glass,
                evidence=evidence,
                fingerprint=fingerprint(revision, digest_of(evidence)),
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
