"""The pure heart: from what we want and what we know to the one next step."""

from __future__ import annotations

from datetime import datetime, timedelta

from oyez.domain.delivery.abilities import Abilities, Correction, Idempotency, Support
from oyez.domain.delivery.by_hand import asked_of_person
from oyez.domain.delivery.facts import (
    AskPerson,
    Correct,
    Done,
    Facts,
    Find,
    Held,
    Look,
    Placement,
    Publish,
    Refuse,
    Retract,
    Shown,
    Stage,
    Step,
    Task,
    Wait,
)
from oyez.domain.errors import say
from oyez.domain.verdict import GO, Kind, Verdict

PUTS = 3  # a put that is never answered is looked for instead
MENDS = 2  # how often a machine sets right what is shown otherwise than it was sent
KEY_MARGIN = timedelta(minutes=5)
FINAL = frozenset({Held.REFUSED, Held.NEEDS_PERSON})


def next_step(facts: Facts, abilities: Abilities, now: datetime, verdict: Verdict = GO) -> Step:
    """The one thing to do now for a delivery nobody else holds (see `recover` for a lost one).

    A wish to be gone is never held back by `verdict`; only bringing something out is. Where a
    person stands in the adapter's place, what would be a call is asked of them.
    """
    step = call_for(facts, abilities, now, verdict)
    return asked_of_person(step) if abilities.idempotency is Idempotency.PERSON else step


def call_for(facts: Facts, abilities: Abilities, now: datetime, verdict: Verdict = GO) -> Step:
    """The step as a call, whoever makes it."""
    if facts.held is Held.SENDING:
        return Wait(None)
    if facts.held in FINAL:
        return Done()
    if facts.retry_at is not None and now < facts.retry_at:
        return Wait(facts.retry_at)
    if facts.wanted is None and facts.placements:
        return _take_down(facts.placements[-1], facts, abilities)
    if facts.doubt is not None:
        reported = _reported_by(facts, abilities)
        early = reported is not None and now < reported
        return Wait(reported) if early else _find_out(facts.doubt, facts, abilities, verdict)
    if facts.wanted is None:
        return Done()
    step = _bring_out(facts.wanted, facts, abilities, verdict)
    if abilities.idempotency is Idempotency.STAGED and isinstance(step, Publish):
        return _staged(step, facts, now)
    return step


def _reported_by(facts: Facts, abilities: Abilities) -> datetime | None:
    """Until when a platform that reports what became of a send may still do so."""
    if abilities.idempotency is not Idempotency.CORRELATED or facts.placed_at is None:
        return None
    return facts.placed_at + abilities.patience


def _staged(step: Publish, facts: Facts, now: datetime) -> Step:
    """The invisible step before the visible one; what the platform still prepares is waited for."""
    if facts.staged_for != step.revision:
        return Stage(step.revision, step.reply_to)
    if facts.ready_at is not None and now < facts.ready_at:
        return Wait(facts.ready_at)
    return step


def _find_out(doubt: int, facts: Facts, abilities: Abilities, verdict: Verdict) -> Step:
    """A send whose outcome nobody knows: put again where that is harmless, otherwise look."""
    again = facts.wanted == doubt and verdict.kind is Kind.GO and facts.failures < PUTS
    if abilities.idempotency is Idempotency.CLIENT_ID and again:
        return Publish(doubt, facts.placements[-1] if facts.placements else None)
    if abilities.idempotency is Idempotency.PERSON:
        return Find(doubt)
    if not abilities.find or abilities.idempotency is Idempotency.CORRELATED:
        return AskPerson(Task.UNDECIDABLE)
    return Find(doubt)


def _take_down(placement: Placement, facts: Facts, abilities: Abilities) -> Step:
    """Retract, then look from outside until its absence is proved."""
    level = abilities.retract
    if abilities.idempotency is Idempotency.PERSON:
        level = Support.NATIVE  # for the one who does it
    if level in {Support.NONE, Support.MANUAL}:
        return AskPerson(Task.BY_HAND)
    if facts.retract_at is None:
        return Retract(placement)
    return Look(placement) if level is Support.NATIVE else AskPerson(Task.BY_HAND)


def _bring_out(wanted: int, facts: Facts, abilities: Abilities, verdict: Verdict) -> Step:
    """Publish, or correct in the way of the channel; or say why not."""
    if any(one.revision == wanted for one in facts.placements):
        return _read_back(facts, abilities, verdict)
    if verdict.kind is Kind.STOP:
        return Refuse(verdict.reason or say("A rule forbids sending this."))
    if verdict.kind is Kind.HOLD:
        return Wait(verdict.until, verdict.reason)
    if not facts.placements:
        return Publish(wanted)
    newest = facts.placements[-1]
    if abilities.correction is Correction.IN_PLACE:
        return Correct(newest, wanted)
    if abilities.correction is Correction.LINKED:
        return Publish(wanted, newest)
    return _take_down(newest, facts, abilities)


def _read_back(facts: Facts, abilities: Abilities, verdict: Verdict) -> Step:
    """What is wanted stands: is it seen, and with the words that were sent?"""
    newest = facts.placements[-1]
    if newest.revision == facts.wanted and newest.shown is Shown.CUT:
        return _mend(newest, facts, abilities, verdict)
    unread = newest.shown is Shown.UNREAD
    return Look(newest) if facts.unseen or unread else Done()


def _mend(newest: Placement, facts: Facts, abilities: Abilities, verdict: Verdict) -> Step:
    """Change it where it stands, else take it down and bring it out anew, else ask a person.

    It is brought out anew only once its absence was read, so that it never stands there twice.
    """
    if verdict.kind is Kind.HOLD:
        return Wait(None, verdict.reason)
    native = abilities.retract is Support.NATIVE
    if facts.rounds < MENDS and verdict.kind is Kind.GO:
        if abilities.correction is Correction.IN_PLACE and facts.rounds == 0:
            return Correct(newest, newest.revision)
        if native:
            return _take_down(newest, facts, abilities)
    return AskPerson(Task.SHOWN_OTHERWISE)


def readings_needed(facts: Facts, abilities: Abilities, now: datetime) -> int:
    """How many spaced readings must find nothing before absence is believed."""
    if abilities.idempotency in {Idempotency.CLIENT_ID, Idempotency.PERSON}:
        return 1
    inside = (
        abilities.idempotency is Idempotency.KEY
        and facts.first_sent_at is not None
        and now < facts.first_sent_at + abilities.key_lifetime - KEY_MARGIN
    )
    return 1 if inside and facts.wanted == facts.doubt else 2
