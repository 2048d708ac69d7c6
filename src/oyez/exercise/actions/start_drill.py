"""Begin a drill."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed, say
from oyez.domain.roles import Verb
from oyez.exercise.cast import check_cast
from oyez.exercise.models import Drill, DrillEvent
from oyez.exercise.permission import refuse_unless_exercise
from oyez.exercise.scenario import Event, Kind, Problem, Scenario, ScenarioError, read
from oyez.govern.models import Unit

FASTEST = 100.0


@transaction.atomic
def start_drill(
    by: Person | None,
    source: str,
    *,
    at: datetime,
    unit: Unit | None = None,
    speed: float = 1.0,
    acted: bool = False,
) -> Drill:
    """Write the drill and its events, the first due now; the worker plays them.

    ScenarioError says line by line what cannot be played. `unit` takes the place of the scenario's
    own; `acted` lets the players of the file act too.
    """
    refuse_unless_exercise()
    scenario = read(source)
    unit = unit or _unit_of(scenario)
    actor = demand(by, Verb.RUN_DRILL, unit.path)
    if not 0 < speed <= FASTEST:
        raise NotAllowed(
            say("A drill is at most {most} times as fast.", most=int(FASTEST)), "speed"
        )
    check_cast(scenario, unit)
    drill = _begin(scenario, unit, by=by, at=at, speed=speed, acted=acted)
    entry = {"unit": unit.path, "scenario": drill.fingerprint, "acted": acted}
    record(actor, "exercise.start_drill", f"drill:{drill.pk}", **entry)
    return drill


def _unit_of(scenario: Scenario) -> Unit:
    found = Unit.objects.filter(path=scenario.unit).select_related("authority").first()
    if found is None:
        sentence = say(
            "No unit has the path {path}. Choose another one to play it with.", path=scenario.unit
        )
        raise ScenarioError([Problem(0, sentence)])
    return found


def _begin(
    scenario: Scenario, unit: Unit, *, by: Person | None, at: datetime, speed: float, acted: bool
) -> Drill:
    try:
        with transaction.atomic():
            drill = Drill.objects.create(
                title=scenario.title,
                source=scenario.source,
                fingerprint=scenario.fingerprint,
                unit=unit,
                speed=speed,
                acted=acted,
                started_by=by,
                started_at=at,
                ends_at=at + timedelta(seconds=scenario.length / speed),
            )
    except IntegrityError:
        raise NotAllowed(
            say("Another drill is running. One runs at a time; stop it first.")
        ) from None
    events = [_event(drill, one) for one in scenario.events if acted or one.kind is not Kind.ACT]
    DrillEvent.objects.bulk_create(events)
    return drill


def _event(drill: Drill, one: Event) -> DrillEvent:
    first = None if one.after.name else drill.started_at + timedelta(seconds=one.at / drill.speed)
    return DrillEvent(
        drill=drill,
        number=one.number,
        name=one.name,
        kind=one.kind.value,
        at=one.at,
        after=str(one.after),
        data=one.data,
        due_at=first,
    )
