"""What the facts become: by an intent, by an answer, by a lost lease. All pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from oyez.domain.delivery.abilities import (
    Abilities,
    FailureClass,
    Idempotency,
    Support,
)
from oyez.domain.delivery.facts import (
    INTENTS,
    Call,
    Correct,
    Facts,
    Find,
    Held,
    Look,
    Placement,
    Publish,
    Retract,
    Shown,
    Stage,
    Task,
    Verb,
)
from oyez.domain.delivery.known import known, quiet
from oyez.domain.delivery.next_step import PUTS, readings_needed
from oyez.domain.delivery.results import (
    Accepted,
    ByPerson,
    Failure,
    NotThere,
    Prepared,
    Result,
    Seen,
)

ROUNDS = 3
RETRACTS = 3
GIVEN_BACK = frozenset(
    {FailureClass.INVALID, FailureClass.POLICY, FailureClass.DUPLICATE, FailureClass.NOT_FOUND}
)
NO_RIGHT = frozenset({FailureClass.PERMISSION, FailureClass.SUSPENDED})
BACKOFF_FIRST, BACKOFF_LAST = timedelta(milliseconds=250), timedelta(seconds=60)


def begin(facts: Facts, step: Call, now: datetime) -> Facts:
    """Write the intent of a call that changes something; reading leaves the facts as they are."""
    verb = INTENTS.get(type(step))
    if verb is None:
        return facts
    revision = step.revision if isinstance(step, Publish | Correct) else facts.revision
    places = verb is not Verb.RETRACT
    same = facts.verb is verb and facts.revision == revision and facts.first_sent_at is not None
    return replace(
        facts,
        held=Held.SENDING,
        verb=verb,
        revision=revision,
        attempt=facts.attempt + 1,
        first_sent_at=facts.first_sent_at if same else now,
        sent_at=now,
        placed_at=now if places else facts.placed_at,
        confirm=facts.confirm and not places,
    )


def recover(facts: Facts, abilities: Abilities, now: datetime) -> Facts:
    """An expired lease: what was being sent is unknown, never "not sent"."""
    if facts.held is not Held.SENDING:
        return facts
    return _unanswered(replace(facts, task=None), abilities, now)


def record(
    facts: Facts, step: Call, result: Result, *, now: datetime, abilities: Abilities
) -> Facts:
    """The facts after an answer. `facts` are those of the intent, `wanted` the newest wish."""
    facts = replace(facts, task=None)
    if isinstance(result, ByPerson):
        return _ask(facts, result.task)
    if isinstance(result, Failure):
        return _failed(facts, step, result, now=now, abilities=abilities)
    if isinstance(result, Prepared):
        return quiet(replace(facts, staged_for=result.revision, ready_at=result.ready_at))
    facts = _left(facts, step, result, now)
    if isinstance(step, Publish | Find):
        if isinstance(result, NotThere):
            return _absent(facts, now=now, abilities=abilities)
        return _placed(facts, step, result, abilities)
    if isinstance(step, Correct):
        return _corrected(facts, step, result, abilities)
    if isinstance(step, Retract):
        return quiet(replace(facts, retract_at=now))
    return _looked(facts, result, now=now, abilities=abilities)


def _left(facts: Facts, step: Call, result: Result, now: datetime) -> Facts:
    """What was accepted may have left long after it was claimed."""
    accepted = isinstance(result, Accepted) and isinstance(step, Publish | Correct)
    return replace(facts, placed_at=now) if accepted else facts


def _ask(facts: Facts, task: Task) -> Facts:
    return replace(facts, held=Held.NEEDS_PERSON, task=task, retry_at=None)


def _placed(
    facts: Facts, step: Publish | Find, result: Accepted | Seen, abilities: Abilities
) -> Facts:
    """It stands; where a person says so, nobody else has seen it yet."""
    others = tuple(one for one in facts.placements if one.ref != result.ref)
    shown = result.shown or Shown.WHOLE
    placements = (*others, Placement(result.ref, step.revision, shown))
    unseen = abilities.idempotency is Idempotency.PERSON
    rounds = 0 if shown is Shown.WHOLE else facts.rounds
    used = replace(facts, staged_for=None, ready_at=None, unseen=unseen, rounds=rounds)
    return quiet(replace(used, placements=placements, doubt=None, retract_at=None, absences=0))


def _corrected(
    facts: Facts, step: Correct, result: Accepted | Seen | NotThere, abilities: Abilities
) -> Facts:
    """The newest copy says something else now, or the same as it should have said before."""
    shown = result.shown if isinstance(result, Accepted) else Shown.WHOLE
    corrected = Placement(facts.placements[-1].ref, step.revision, shown)
    placements = (*facts.placements[:-1], corrected)
    unseen = abilities.idempotency is Idempotency.PERSON
    mending = step.placement.revision == step.revision
    rounds = 0 if shown is Shown.WHOLE else facts.rounds + mending
    changed = replace(facts, placements=placements, retract_at=None, unseen=unseen)
    return quiet(replace(changed, rounds=rounds))


def _looked(
    facts: Facts,
    result: Seen | NotThere | Accepted,
    *,
    now: datetime,
    abilities: Abilities,
) -> Facts:
    if isinstance(result, NotThere):
        return _read_gone(facts, now=now, abilities=abilities)
    if isinstance(result, Seen) and result.shown is not None:
        read = replace(facts.placements[-1], shown=result.shown)
        facts = replace(facts, placements=(*facts.placements[:-1], read))
        if read.shown is Shown.UNREAD and facts.retract_at is None:
            tired = _out_of_patience(facts, now, abilities)  # its words could not be read
            return _ask(known(facts), Task.CANNOT_LOOK) if tired else _later(known(facts), now)
    if facts.confirm or facts.retract_at is None:
        return quiet(replace(facts, confirm=False, retract_at=None, unseen=False))
    if now < facts.retract_at + abilities.settle:
        return _later(known(facts), now)
    tired = abilities.idempotency is not Idempotency.PERSON and facts.rounds + 1 >= ROUNDS
    if tired:
        return _ask(facts, Task.STILL_VISIBLE)
    return quiet(replace(facts, retract_at=None, rounds=facts.rounds + 1))


def _settled(facts: Facts, abilities: Abilities) -> datetime | None:
    """From when on a reading that finds nothing can be believed."""
    return facts.placed_at + abilities.settle if facts.placed_at else None


def _read_gone(facts: Facts, *, now: datetime, abilities: Abilities) -> Facts:
    """The copy is not visible. Read too early, it is looked at once more before we forget it."""
    settled = _settled(facts, abilities)
    if settled is not None and now < settled:
        takedown = facts.wanted is None
        return replace(known(replace(facts, confirm=takedown, failures=0)), retry_at=settled)
    rest = replace(facts, placements=facts.placements[:-1], unseen=False)
    rest = replace(rest, retract_at=None, confirm=False)
    gone = facts.placements[-1] if facts.placements else None
    ours = gone is not None and gone.revision == facts.wanted
    if gone is not None and ours and gone.shown is Shown.UNREAD:
        # Accepted and never seen: whether it arrived is in doubt, like after a lost answer.
        return quiet(replace(rest, rounds=0, doubt=gone.revision, absences=0))
    mending = gone is not None and ours and gone.shown is Shown.CUT
    return quiet(replace(rest, rounds=facts.rounds + 1 if mending else 0))


def _absent(facts: Facts, *, now: datetime, abilities: Abilities) -> Facts:
    """No copy was found: believe it only once no send can still take effect unseen."""
    settled = _settled(facts, abilities)
    if settled is not None and now < settled:
        waited = _later(known(facts), now)
        return replace(waited, retry_at=min(waited.retry_at or settled, settled))
    if facts.absences + 1 < readings_needed(facts, abilities, now):
        spaced = replace(facts, absences=facts.absences + 1, retry_at=now + abilities.spacing)
        return known(spaced)
    return quiet(replace(facts, doubt=None, absences=0))


def _unanswered(facts: Facts, abilities: Abilities, now: datetime) -> Facts:
    """Sent, and nobody knows with what effect. Removing again is harmless, a second mail is not.

    The last byte left before `now`, so what it can still do is counted from there.
    """
    if facts.verb is Verb.PUBLISH:
        return known(replace(facts, doubt=facts.revision, placed_at=now, absences=0))
    if facts.verb is Verb.RETRACT:
        mailed = abilities.retract is Support.EMULATED
        return known(replace(facts, retract_at=facts.sent_at if mailed else None))
    retry_at = None if facts.wanted is None else now + abilities.settle
    return known(replace(facts, placed_at=now, retry_at=retry_at))


def _failed(
    facts: Facts, step: Call, failure: Failure, *, now: datetime, abilities: Abilities
) -> Facts:
    cls = failure.cls
    if cls is FailureClass.AMBIGUOUS and type(step) in INTENTS:
        return _later(_unanswered(facts, abilities, now), now)
    back = known(replace(facts, retry_at=failure.retry_at))
    if cls is FailureClass.DUPLICATE and facts.doubt is not None:
        return replace(quiet(back), failures=PUTS)
    if cls is FailureClass.NOT_FOUND and isinstance(step, Publish) and facts.staged_for is not None:
        return _later(replace(back, staged_for=None, ready_at=None), now)  # it expired: stage anew
    if cls in GIVEN_BACK and isinstance(step, Stage | Publish) and back.held is Held.NOTHING:
        return replace(back, held=Held.REFUSED, retry_at=None)
    if cls is FailureClass.NOT_FOUND and isinstance(step, Correct):
        return _ask(back, Task.VANISHED)
    reading = isinstance(step, Look | Find)
    if reading and _out_of_patience(facts, now, abilities):
        return _ask(back, Task.CANNOT_LOOK)
    # What changes nothing, or can be said again, is not given up over one strange answer.
    again = reading or (isinstance(step, Retract) and facts.failures < RETRACTS)
    if cls in NO_RIGHT or (cls in GIVEN_BACK and not again):
        return _ask(back, Task.NO_RIGHT)
    return _later(back, now)


def _out_of_patience(facts: Facts, now: datetime, abilities: Abilities) -> bool:
    newest = facts.placements[-1] if facts.placements else None
    unread = newest is not None and newest.shown is Shown.UNREAD and facts.retract_at is None
    since = facts.placed_at if unread or facts.doubt is not None else facts.retract_at
    return since is not None and now > since + abilities.patience


def _later(facts: Facts, now: datetime) -> Facts:
    """Back off: 250 ms doubling to a minute; a later time that is already named is kept."""
    wait = min(BACKOFF_FIRST * 2 ** min(facts.failures, 8), BACKOFF_LAST)
    named = facts.retry_at if facts.retry_at and facts.retry_at > now else now + wait
    return replace(facts, failures=facts.failures + 1, retry_at=named)
