"""Say that one has removed a post by hand."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from oyez.accounts.models import Person
from oyez.audit.actions import record
from oyez.domain.delivery import Accepted, Retract
from oyez.domain.errors import NotAllowed
from oyez.publish.by_hand import SETTLED, attempted, begun, heard, noted, opened, words_of
from oyez.publish.models import Delivery


@transaction.atomic
def remove_by_hand(by: Person, delivery: Delivery, *, at: datetime) -> None:
    """It counts as gone only when another person has looked. No rule holds this back."""
    actor, hand = opened(by, delivery, at)
    step = hand.step
    if not isinstance(step, Retract):
        raise NotAllowed(SETTLED)
    attempted(hand, step)
    hand.facts = begun(hand, step)
    noted(hand.receipts[-1:], words_of(by, "removed", at))
    heard(hand, by, step, Accepted(step.placement.ref))
    place = f"notice:{delivery.notice.code}"
    record(actor, "publish.remove_by_hand", place, delivery=delivery.pk)
