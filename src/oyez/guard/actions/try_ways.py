"""Send a page that only tries the ways, and say that one came."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed, say
from oyez.domain.roles import Verb
from oyez.guard.addresses import Reached
from oyez.guard.models import PagingWay, Stationed, Trial
from oyez.guard.trying import trials_for

APART = timedelta(minutes=1)


@transaction.atomic
def try_ways(by: Person, to: Reached, *, at: datetime) -> int:
    """One test page by each way; people try their own, planners those of places."""
    if isinstance(to, Stationed):
        demand(by, Verb.PLAN_DUTY, to.path)
    elif by.pk != to.pk or not by.is_active:
        raise NotAllowed(say("People try their own ways."))
    if Trial.objects.filter(by=by, at__gt=at - APART).exists():
        raise NotAllowed(say("A test page is under way. Wait a minute before the next one."))
    rows = trials_for(to, at, by=by)
    if not rows:
        raise NotAllowed(say("There is no address to which a page could go."))
    Trial.objects.bulk_create(rows)
    thing = f"station:{to.pk}" if isinstance(to, Stationed) else to.signature
    record(by.signature, "guard.try_ways", thing, ways=sorted({row.way for row in rows}))
    return len(rows)


@transaction.atomic
def say_arrived(by: Person, trial: Trial, *, at: datetime) -> None:
    """The person says that this test page came; the first word counts."""
    if trial.person_id != by.pk:
        raise NotAllowed(say("This page was for somebody else."))
    if Trial.objects.filter(pk=trial.pk, arrived_at=None).update(arrived_at=at) != 1:
        return
    if trial.address_id:
        PagingWay.objects.filter(pk=trial.address_id).update(arrived_at=at)
    record(by.signature, "guard.say_arrived", by.signature, way=trial.way)
