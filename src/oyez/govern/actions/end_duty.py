"""End a duty before its time."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed, say
from oyez.domain.roles import Verb
from oyez.govern.models import Duty


@transaction.atomic
def end_duty(by: Person | None, duty: Duty) -> None:
    """A duty that runs ends now; one that has not begun is taken out of the rota."""
    actor = demand(by, Verb.PLAN_DUTY, duty.path)
    now = timezone.now()
    same = Duty.objects.filter(pk=duty.pk, ends_at__gt=now)
    begun = same.filter(begins_at__lt=now).update(ends_at=now)
    if not begun and not same.delete()[0]:
        raise NotAllowed(say("This duty is over already."))
    record(
        actor,
        "govern.end_duty",
        f"duty:{duty.pk}",
        path=duty.path,
        person=f"person:{duty.person_id}",
        begun=bool(begun),
    )
