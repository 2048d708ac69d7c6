"""Say that one could not do it, and why."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from oyez.accounts.models import Person
from oyez.audit.actions import record
from oyez.domain.delivery import Correct, Failure, FailureClass, Held, Publish, Retract
from oyez.domain.errors import NotAllowed, say
from oyez.publish.by_hand import SETTLED, Hand, heard, opened
from oyez.publish.delivering.persons import on_duty
from oyez.publish.draft import typed
from oyez.publish.models import Delivery
from oyez.publish.rows import write
from oyez.publish.tell import tell
from oyez.publish.variants import stored

REASON = 200
LEFT = (
    "{person} could not do it for {code} on {channel} and says: {reason}. Somebody else is asked."
)
REFUSED = (
    "{person} could not do it for {code} on {channel} and says: {reason}. It is not tried again."
)


@transaction.atomic
def leave_by_hand(
    by: Person, delivery: Delivery, reason: str, *, at: datetime, for_good: bool = False
) -> None:
    """The task goes back to the others; `for_good` where nobody will be able to.

    Only whoever has it in hand can say that they did not do it. A removal is never given up.
    """
    actor, hand = opened(by, delivery, at)
    why = typed("reason", reason, REASON)
    if not why:
        raise NotAllowed(say("Write why it was not possible; whoever is next reads it."), "reason")
    step = hand.step
    if hand.in_hand and isinstance(step, Publish | Correct):
        _refuse_others(hand, by)
        cls = FailureClass.INVALID if for_good else FailureClass.TRANSIENT
        heard(hand, None, step, Failure(cls))
    elif not isinstance(step, Retract):
        raise NotAllowed(SETTLED)
    _tell(hand, by, why)
    place = f"notice:{delivery.notice.code}"
    record(actor, "publish.leave_by_hand", place, delivery=delivery.pk, reason=why)


def _refuse_others(hand: Hand, by: Person) -> None:
    holder = hand.row.taken_by
    if holder is not None and holder.pk != by.pk:
        raise NotAllowed(
            say("{person} has it in hand; only they know whether they did it.", person=holder.name)
        )


def _tell(hand: Hand, by: Person, why: str) -> None:
    """Tell somebody else, and keep the reason where it is for good."""
    row = hand.row
    final = row.held in {Held.REFUSED, Held.NEEDS_PERSON} and row.wanted is not None
    names = {"person": by.name, "code": row.notice.code, "channel": row.channel.name}
    told = say(REFUSED if final else LEFT, reason=why.rstrip("."), **names)
    if final:
        row.reason = stored(told)
        write([row])
    other = on_duty(row.notice.unit.path, but=by.pk)
    tell([other] if other else [], told, row.notice)
