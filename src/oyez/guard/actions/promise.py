"""Promise to do something so that it does not happen again, and say that it is done."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from django.db import transaction

from oyez.accounts.models import Person
from oyez.accounts.queries import demand, may
from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed, say
from oyez.domain.roles import Verb
from oyez.guard.models import Incident, Measure
from oyez.publish.draft import typed

LONGEST: Final = 300
# Measures that become rules, and where the rule is changed.
RULES: Final = {
    "platform": "/platforms/",
    "channel": "/channels/",
    "people": "/people/",
    "rota": "/on-call/",
    "authority": "/authorities/",
}


@transaction.atomic
def promise(
    by: Person, incident: Incident, what: str, owner: Person, *, due: date, at: datetime,
    rule: str = "",
) -> Measure:  # fmt: skip
    """A measure with an owner, on whose desk it stands until it is done."""
    actor = demand(by, Verb.RETRACT, incident.path)
    text = typed("what", what, LONGEST)
    if not text:
        raise NotAllowed(say("Write what has to be done."), "what")
    if rule and rule not in RULES:
        raise NotAllowed(say("Choose what kind of measure it is."), "rule")
    if not may(owner, Verb.SEE, incident.path):
        template = "{name} cannot see this incident. Choose somebody else, or give them a role."
        raise NotAllowed(say(template, name=owner.name), "owner")
    return write(incident, text, owner, by=by, actor=actor, due=due, at=at, rule=rule)


def write(
    incident: Incident, what: str, owner: Person, *, by: Person | None, actor: str, due: date,
    at: datetime, rule: str = "",
) -> Measure:  # fmt: skip
    """Write it down, inside the transaction of whoever was allowed to decide."""
    row = Measure.objects.create(
        incident=incident, what=what[:LONGEST], rule=rule, owner=owner, due=due, made_at=at,
        made_by=by,
    )  # fmt: skip
    record(
        actor,
        "guard.promise",
        f"incident:{incident.pk}",
        measure=row.pk,
        to=owner.signature,
        due=due.isoformat(),
    )
    return row


@transaction.atomic
def say_done(by: Person, measure: Measure, *, at: datetime) -> None:
    """Its owner, or whoever may act there, says that it is done."""
    if by.pk != measure.owner_id or not by.is_active:
        demand(by, Verb.RETRACT, measure.incident.path)
    moved = Measure.objects.filter(pk=measure.pk, done_at=None).update(done_at=at, done_by=by)
    if moved != 1:
        raise NotAllowed(say("Somebody has said so already."))
    record(by.signature, "guard.say_done", f"incident:{measure.incident_id}", measure=measure.pk)
