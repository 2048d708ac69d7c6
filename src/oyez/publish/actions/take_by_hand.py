"""Take a task in hand: from now on the text is shown, and may be posted."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from oyez.accounts.models import Person
from oyez.audit.actions import record
from oyez.domain.delivery import IN_HAND, Correct, Publish, Refuse, Wait
from oyez.domain.errors import NotAllowed, say
from oyez.publish.by_hand import SETTLED, Hand, opened, take
from oyez.publish.models import Delivery


@transaction.atomic
def take_by_hand(by: Person, delivery: Delivery, *, at: datetime) -> None:
    """Nobody else can take it for a quarter of an hour, and nobody takes it against a rule.

    Written before the text is shown, as a machine writes its intent before the first byte leaves.
    """
    actor, hand = opened(by, delivery, at)
    step = hand.step
    if hand.in_hand:
        return _only_again(hand, by)
    if isinstance(step, Refuse | Wait):
        raise NotAllowed(step.reason or SETTLED)
    if not isinstance(step, Publish | Correct):
        raise NotAllowed(SETTLED)
    take(hand, by, step, at + IN_HAND)
    place = f"notice:{delivery.notice.code}"
    record(actor, "publish.take_by_hand", place, delivery=delivery.pk, revision=step.revision)
    return None


def _only_again(hand: Hand, by: Person) -> None:
    """Whoever pressed the button twice has it; somebody else has to wait."""
    holder = hand.row.taken_by
    if holder is not None and holder.pk != by.pk:
        raise NotAllowed(say("{person} is doing this now.", person=holder.name))
