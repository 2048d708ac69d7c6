"""Say who stands at a station at any hour."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from oyez.accounts.models import Person
from oyez.accounts.queries import demand, may
from oyez.audit.actions import record
from oyez.domain.alarm import Station
from oyez.domain.errors import NotAllowed, say
from oyez.domain.roles import Verb
from oyez.govern.queries import scope_name
from oyez.guard.models import Stationed

PLACES = (Station.FINAL, Station.HEAD)


@transaction.atomic
def station(
    by: Person, path: str, where: Station, *, name: str = "", person: Person | None = None
) -> Stationed:
    """A place that is always staffed (by name), or the head of press (a person who may act)."""
    actor = demand(by, Verb.PLAN_DUTY, path)
    if where not in PLACES:
        raise NotAllowed(say("Whoever is on call stands in the rota."), "station")
    if where is Station.HEAD:
        if person is None:
            raise NotAllowed(say("Choose a person."), "person")
        if not may(person, Verb.RETRACT, path):
            template = "{name} can take nothing back there. Give them a role first."
            raise NotAllowed(say(template, name=person.name), "person")
        name = person.name
    if not name.strip():
        raise NotAllowed(say("Name the place, such as “Control room”."), "name")
    row = Stationed(path=path, place=scope_name(path), station=where, name=name.strip()[:120])
    row.person = person if where is Station.HEAD else None
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise NotAllowed(say("This is entered already."), "name") from error
    record(actor, "guard.station", f"station:{row.pk}", path=path, station=where.value)
    return row


@transaction.atomic
def unstation(by: Person, row: Stationed) -> None:
    """Nobody stands there any more; its addresses go with it."""
    actor, number = demand(by, Verb.PLAN_DUTY, row.path), row.pk
    if row.delete()[0] == 0:
        raise NotAllowed(say("This is not entered any more."))
    record(actor, "guard.unstation", f"station:{number}", path=row.path, station=row.station)
