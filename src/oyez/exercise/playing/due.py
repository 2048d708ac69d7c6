"""What of a running drill is due, and taking it so that nobody else plays it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from oyez.domain.errors import Sentence, say
from oyez.exercise.actions.stop_drill import end
from oyez.exercise.models import Drill, DrillEvent, DrillState, Outcome
from oyez.exercise.queries import event_named, happened, running_drill, standing_at
from oyez.exercise.scenario import Kind, Moment
from oyez.exercise.scenario.rules import fault_of
from oyez.exercise.steer import Call
from oyez.publish.variants import stored

LEASE = timedelta(seconds=20)
TRIES = 5
UNPLAYABLE = say("This event could not be played: something it needs did not answer.")
TAKEN_BACK = say("The notice was taken back before.")


@dataclass(frozen=True, slots=True)
class Errand:
    """One event somebody holds: the call to the simulator it needs, or why there is none.

    Without an event it is the drill's end: its faults are taken off the platforms.
    """

    drill: int
    event: int | None
    lease: str
    call: Call | None = None
    early: bool = False
    skip: Sentence | None = None


def claim(now: datetime, worker: str) -> Errand | None:
    """The next errand: events in the order of their times, one after the other."""
    drill = running_drill()
    if drill is not None and now >= drill.ends_at:
        end(drill, "worker", by=None, at=now)
        drill = None
    if drill is None:
        return _ending(now, worker)
    _date(drill)
    due = drill.events.filter(done_at=None, due_at__lte=now).order_by("due_at", "number").first()
    return _take(drill, due, now, worker) if due else None


def key_of(event: DrillEvent) -> str:
    """The name under which the simulator knows what an event put there."""
    return f"drill-{event.drill_id}:{event.number}"


def _date(drill: Drill) -> None:
    """Give those a time whose beginning has happened."""
    waiting = list(drill.events.filter(due_at=None, done_at=None).exclude(after=""))
    if not waiting:
        return
    times = happened(list(drill.events.all()))
    for event in waiting:
        begun = times.get(Moment.of(event.after))
        if begun is not None:
            due = begun + timedelta(seconds=event.at / drill.speed)
            DrillEvent.objects.filter(pk=event.pk, due_at=None).update(due_at=due)


def _take(drill: Drill, event: DrillEvent, now: datetime, worker: str) -> Errand | None:
    """Hold the event by compare-and-swap; None while somebody else holds it."""
    if event.lease and event.lease_until and event.lease_until > now:
        return None
    lease = f"{worker}:{event.tries + 1}"
    same = DrillEvent.objects.filter(
        pk=event.pk, done_at=None, lease=event.lease, tries=event.tries
    )
    if event.tries >= TRIES:
        same.update(done_at=now, outcome=Outcome.FAILED, told=stored(UNPLAYABLE), lease="")
        return None
    if same.update(lease=lease, lease_until=now + LEASE, tries=event.tries + 1) != 1:
        return None
    return _prepared(drill, event, lease)


def _prepared(drill: Drill, event: DrillEvent, lease: str) -> Errand:
    key = key_of(event)
    if event.kind == Kind.FAULT:
        fault = fault_of(event.data) | {"key": key}
        if "seconds" in fault:
            fault["seconds"] = float(str(fault["seconds"])) / drill.speed
        return Errand(drill.pk, event.pk, lease, Call("POST", "faults", fault))
    if event.kind == Kind.CLEAR:
        return Errand(
            drill.pk, event.pk, lease, Call("DELETE", f"faults?key={_cleared(drill, event)}")
        )
    if event.kind == Kind.REPLY:
        return _answering(drill, event, lease, key)
    return Errand(drill.pk, event.pk, lease)


def _cleared(drill: Drill, event: DrillEvent) -> str:
    name = str(event.data.get("fault") or "")
    fault = event_named(drill, name) if name else None
    return key_of(fault) if fault else f"drill-{drill.pk}"


def _answering(drill: Drill, event: DrillEvent, lease: str, key: str) -> Errand:
    """A reply needs something that stands there; what was taken back gets none."""
    data = event.data
    about = event_named(drill, str(data["notice"]))
    if about and about.notice and about.notice.retracted_at:
        return Errand(drill.pk, event.pk, lease, skip=TAKEN_BACK)
    there = standing_at(about, str(data["platform"])) if about and about.notice_id else None
    if there is None:
        return Errand(drill.pk, event.pk, lease, early=True)
    words = {name: data[name] for name in ("platform", "author", "text")}
    call = Call("POST", "replies", words | {"to": there.remote_id, "key": key})
    return Errand(drill.pk, event.pk, lease, call)


def _ending(now: datetime, worker: str) -> Errand | None:
    """A drill that is over and whose faults stand, once nobody plays an event of it any more."""
    free = Q(clearing_until=None) | Q(clearing_until__lt=now)
    over = Drill.objects.filter(free, state=DrillState.STOPPED, cleared_at=None).first()
    if over is None or over.events.filter(done_at=None, lease_until__gt=now).exists():
        return None
    lease = f"{worker}:end"
    same = Drill.objects.filter(free, pk=over.pk, cleared_at=None)
    if same.update(clearing=lease, clearing_until=now + LEASE) != 1:
        return None
    return Errand(over.pk, None, lease, Call("DELETE", f"faults?key=drill-{over.pk}"))
