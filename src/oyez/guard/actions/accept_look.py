"""Find a changed page in order: what it shows now is what later looks are compared with."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed, say
from oyez.domain.looking import from_json
from oyez.domain.roles import Verb
from oyez.guard.models import Drift, Look, Watch


@transaction.atomic
def accept_look(by: Person, watch: Watch, *, look: int, at: datetime) -> None:
    """`look` is the row that the person had before them; a newer one must be read first."""
    actor = demand(by, Verb.RETRACT, watch.notice.unit.path)
    last = Look.objects.filter(watch=watch).first()
    if last is None or last.pk != look:
        raise NotAllowed(
            say("The page has been looked at again meanwhile. Read what it shows now.")
        )
    if not from_json(last.looked).seen:
        raise NotAllowed(say("The page did not answer, so there is nothing to find in order."))
    Watch.objects.filter(pk=watch.pk).update(baseline=last.looked)
    Drift.objects.filter(watch=watch, over_at=None).update(over_at=at)
    record(actor, "guard.accept_look", f"notice:{watch.notice.code}", address=watch.host)
