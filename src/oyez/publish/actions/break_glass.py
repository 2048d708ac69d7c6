"""Send a critical notice when no second person is there."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from oyez.accounts.models import Person
from oyez.accounts.queries import demand, people_who_may
from oyez.audit.actions import record
from oyez.domain.approval import refusal_to_break_glass
from oyez.domain.errors import NotAllowed, say
from oyez.domain.notice import EDITABLE, Urgency
from oyez.domain.roles import Verb
from oyez.domain.screening.deciding import Why
from oyez.publish.actions.approve import give
from oyez.publish.actions.screen import screen
from oyez.publish.actions.submit import refuse_if_nothing_goes_out
from oyez.publish.draft import typed
from oyez.publish.findings import all_decided
from oyez.publish.models import Approval, Notice, Revision
from oyez.publish.tell import tell


def break_glass(
    by: Person, revision: Revision, reason: str, *, version: int, at: datetime
) -> Approval:
    """Issue a critical notice alone, with a reason in words; everybody concerned is told.

    Its reason answers the questions of the screening too; a block still has to be set aside. The
    review that follows can only be closed by another person (`close_review`).
    """
    demand(by, Verb.BREAK_GLASS, revision.notice.unit.path)
    if revision.state in EDITABLE:
        screen(revision, at=at)
    return _break_glass(by, revision, reason, version=version, at=at)


@transaction.atomic
def _break_glass(
    by: Person, revision: Revision, reason: str, *, version: int, at: datetime
) -> Approval:
    notice = revision.notice
    actor = demand(by, Verb.BREAK_GLASS, notice.unit.path)
    if refusal := refusal_to_break_glass(Urgency(notice.urgency), reason):
        raise NotAllowed(refusal, "reason")
    reason = typed("reason", reason, 500)
    refuse_if_nothing_goes_out(revision, at)
    answers = all_decided(revision, Why.GLASS)
    approval = give(by, revision, version=version, at=at, glass=reason, decisions=answers)
    record(
        actor,
        "publish.break_glass",
        f"notice:{notice.code}",
        revision=revision.number,
        fingerprint=approval.fingerprint,
        told=_tell_others(by, notice, approval.reason),
    )
    return approval


def _tell_others(by: Person, notice: Notice, reason: str) -> int:
    """Leave word with everybody who sees the unit; returns how many they are."""
    others = people_who_may(Verb.SEE, notice.unit.path).exclude(pk=by.pk)
    sentence = say(
        "{person} sent the critical notice {code} without a second person: {reason} "
        "Another person has to review it.",
        person=by.name,
        code=notice.code,
        reason=reason,
    )
    tell(others, sentence, notice)
    return len(others)
