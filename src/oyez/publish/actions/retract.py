"""Take a notice back everywhere."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed, Sentence, say
from oyez.domain.notice import RETRACTABLE, NoticeState
from oyez.domain.roles import Verb
from oyez.publish.draft import typed
from oyez.publish.issue import locked, wish_gone
from oyez.publish.models import Notice

REASON, INSTEAD = 300, 2000


@transaction.atomic
def retract(
    by: Person | None,
    notice: Notice,
    reason: str,
    *,
    at: datetime,
    instead: str = "",
    machine: str = "",
) -> int:
    """The page becomes a tombstone and every delivery wants to be gone, in one transaction.

    `reason` and `instead` (what is true instead) are public. No mode and no freeze holds this
    back. Returns the number of deliveries; a second call says who was first. Where a machine
    takes it back, `by` is None and `machine` names it in the ledger.
    """
    actor = demand(by, Verb.RETRACT, notice.unit.path)
    actor = machine if by is None and machine else actor
    if not reason.strip():
        raise NotAllowed(say("Write why the notice is withdrawn; the public reads it."), "reason")
    reason = typed("reason", reason, REASON, public=True)
    instead = typed("instead", instead, INSTEAD, public=True)
    # Deliveries before the notice, as the worker does, so that nobody waits in a ring.
    locked(notice)
    said = {"retract_reason": reason, "instead": instead}
    _move(notice, retracted_at=at, retracted_by=by, **said)
    count = wish_gone(notice, at)
    record(actor, "publish.retract", f"notice:{notice.code}", deliveries=count)
    return count


def _move(notice: Notice, **changes: object) -> None:
    """By compare-and-swap; NotAllowed where somebody was first, or nothing is out."""
    rows = Notice.objects.filter(pk=notice.pk, state__in=[*RETRACTABLE])
    moved = rows.update(state=NoticeState.RETRACTED, **changes)
    notice.refresh_from_db()
    if moved != 1:
        raise NotAllowed(_why_not(notice))


def _why_not(notice: Notice) -> Sentence:
    if notice.state == NoticeState.RETRACTED and notice.retracted_by:
        return say(
            "{person} took this notice back already; it is being removed.",
            person=notice.retracted_by.name,
        )
    if notice.state == NoticeState.RETRACTED:
        return say("The guard took this notice back already; it is being removed.")
    return say("This notice has not gone out, so there is nothing to take back.")
