"""Writing what came of an event: once, fenced by its lease, together with what it did to rows."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed, Sentence, say
from oyez.exercise.models import Drill, DrillEvent, Outcome
from oyez.exercise.playing.deeds import TooEarlyError, do
from oyez.exercise.playing.due import TAKEN_BACK, Errand, key_of
from oyez.exercise.steer import Answer
from oyez.publish.variants import stored
from oyez.web.middleware import origin

AGAIN = timedelta(seconds=0.5)
GONE = 404
REFUSED = say("The simulator did not take this.")


def write(errand: Errand, answer: Answer | None, now: datetime) -> None:
    """Note what came of the errand; a worker whose lease is over changes nothing."""
    with transaction.atomic(), origin(f"drill-{errand.drill}"):
        drill = (
            Drill.objects.select_for_update(of=("self",))
            .select_related("unit__authority")
            .get(pk=errand.drill)
        )
        if errand.event is None:
            _cleared(drill, errand, answer or Answer(), now)
            return
        held = DrillEvent.objects.select_for_update().filter(
            pk=errand.event, lease=errand.lease, done_at=None
        )
        event = held.first()
        if event is not None:
            event.drill = drill
            _came(event, errand, answer, now)


def _came(event: DrillEvent, errand: Errand, answer: Answer | None, now: datetime) -> None:
    if errand.early:
        _later(event, now, 0)
    elif errand.skip is not None:
        _done(event, Outcome.SKIPPED, now, errand.skip)
    elif errand.call is None:
        _deed(event, now)
    elif answer is None or not answer.status:
        _later(event, now, event.tries)
    elif answer.well:
        _note_struck(event.drill, answer)
        _done(event, Outcome.PLAYED, now)
    else:
        missed = answer.status == GONE
        outcome = Outcome.SKIPPED if missed else Outcome.FAILED
        _done(event, outcome, now, TAKEN_BACK if missed else REFUSED)


def _deed(event: DrillEvent, now: datetime) -> None:
    """Rows are changed in the same transaction, so either both happened or neither."""
    if not event.drill.running:
        _later(event, now, 0)  # it ended meanwhile, and nothing more happens
        return
    try:
        with transaction.atomic():
            event.notice = do(event.drill, event, now)
    except TooEarlyError:
        _later(event, now, 0)
    except NotAllowed as refused:
        _done(event, Outcome.FAILED, now, refused.reason)
    else:
        _done(event, Outcome.PLAYED, now)


def _later(event: DrillEvent, now: datetime, tries: int) -> None:
    event.lease, event.lease_until, event.tries = "", None, tries
    event.due_at = now + AGAIN
    event.save(update_fields=["lease", "lease_until", "tries", "due_at"])


def _done(event: DrillEvent, outcome: Outcome, now: datetime, why: Sentence | None = None) -> None:
    event.lease, event.lease_until = "", None
    event.done_at, event.outcome, event.told = now, outcome, stored(why)
    event.save()
    record(
        "worker",
        "exercise.play",
        f"drill:{event.drill_id}",
        event=event.number,
        kind=event.kind,
        outcome=outcome.value,
    )


def _cleared(drill: Drill, errand: Errand, answer: Answer, now: datetime) -> None:
    """A simulator that does not answer has lost its faults or is asked again."""
    if drill.clearing != errand.lease or drill.cleared_at is not None:
        return
    if answer.well:
        _note_struck(drill, answer)
        drill.cleared_at = now
    drill.clearing, drill.clearing_until = "", None if answer.well else now + AGAIN
    drill.save(update_fields=["clearing", "clearing_until", "cleared_at"])


def _note_struck(drill: Drill, answer: Answer) -> None:
    """Faults that were taken away tell how often they struck."""
    gone = {str(one.get("key")): int(one.get("fired", 0)) for one in answer.data.get("faults", ())}
    for event in drill.events.all() if gone else ():
        if key_of(event) in gone:
            DrillEvent.objects.filter(pk=event.pk).update(struck=gone[key_of(event)])
