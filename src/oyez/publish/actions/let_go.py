"""Let one channel go of a notice that stays everywhere else."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.audit.actions import record
from oyez.domain.roles import Verb
from oyez.publish.issue import wish_one_gone
from oyez.publish.models import Delivery


@transaction.atomic
def let_go(by: Person | None, delivery: Delivery, *, at: datetime, machine: str = "") -> bool:
    """This delivery wants to be gone; the notice, its page and its other channels stay.

    It is removed and proved gone like any other, without the haste of a retraction. False where it
    was to go already. Where a machine does what people have confirmed, `machine` names it.
    """
    actor = demand(by, Verb.RETRACT, delivery.notice.unit.path)
    actor = machine if by is None and machine else actor
    row = Delivery.objects.select_for_update().get(pk=delivery.pk)
    if not wish_one_gone(row, at):
        return False
    record(actor, "publish.let_go", f"notice:{delivery.notice.code}", delivery=row.pk)
    return True
