"""Claim due deliveries: decide each by the rules, commit lease and intent, and only then call."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from oyez.domain.day import Day
from oyez.domain.delivery import (
    CALLS,
    Abilities,
    AskPerson,
    Call,
    Facts,
    Held,
    Refuse,
    Step,
    Task,
    Wait,
    anew,
    begin,
    next_step,
    recover,
)
from oyez.domain.delivery.by_hand import TAKEN
from oyez.domain.delivery.facts import INTENTS
from oyez.domain.errors import Sentence, say
from oyez.publish.delivering.context import Context, abilities_of, timeout_of
from oyez.publish.delivering.persons import ask_person
from oyez.publish.facts import facts_of, placements_of, put
from oyez.publish.models import Attempt, Delivery
from oyez.publish.rows import join, waiting, write
from oyez.publish.variants import stored

OWN, FOREIGN = 0, 1  # ranks
HELD_BACK = timedelta(seconds=2)  # how often a frozen delivery asks whether it may go
STILL_ALLOWED = timedelta(minutes=1)  # how often an open task is asked about by the rules
WORTH_SAYING = timedelta(minutes=2)
FULL = (
    "{channel} has used up the calls that its platform allows, beside those kept for incidents. "
    "It goes on at {clock} on {day}."
)


@dataclass(slots=True)
class Taken:
    """A row that a call will be made for."""

    row: Delivery
    facts: Facts
    step: Call
    abilities: Abilities
    timeout: float
    claimed: float


def due(lane: str, now: datetime, *, own: bool) -> QuerySet[Delivery]:
    """The rows of a lane that are due and held by nobody, in the order they go out.

    `own` are the own page, feeds and alerts (rank 0), which are rendered here, not called.
    """
    free = Q(lease_until=None) | Q(lease_until__lte=now)
    rows = Delivery.objects.filter(free, rank=OWN if own else FOREIGN, lane=lane, due_at__lte=now)
    return rows.order_by("due_at", "pk")


def claim(
    lane: str, free: int, now: datetime, *, own: bool, worker: str
) -> tuple[list[Taken], Context | None, int]:
    """Take up to `free` rows. Returns those with a call to make and how many rows were seen."""
    if not waiting(lane, OWN if own else FOREIGN, now):
        return [], None, 0
    rows = due(lane, now, own=own)
    with transaction.atomic():
        found = list(rows.select_for_update(skip_locked=True)[:free])
        if not found:
            return [], None, 0
        join(found)
        context = Context.load(found, now)
        taken = [one for row in found if (one := _decide(row, context, worker))]
        write(found)
        Attempt.objects.bulk_create(
            Attempt(
                delivery=one.row,
                channel_id=one.row.channel_id,
                verb=INTENTS[type(one.step)],
                at=now,
            )
            for one in taken
            if type(one.step) in INTENTS
        )
    return taken, context, len(found)


def _decide(row: Delivery, context: Context, worker: str) -> Taken | None:
    """Change the row in memory by the one next step; a call is returned, all else is done."""
    now = context.now
    abilities = abilities_of(row.channel, context.standings[row.channel_id].lost)
    known = facts_of(row, placements_of(context.receipts.get(row.pk, [])))
    facts = anew(recover(known, abilities, now))
    row.lease, row.lease_until = "", None
    step = next_step(facts, abilities, now, context.verdict(row))
    if not isinstance(step, CALLS):
        _rest(row, facts, step, now)
        return None
    changes = type(step) in INTENTS
    if changes and (opens := context.free_at(row, step)) > now:
        put(row, facts)
        row.due_at, row.reason = opens, stored(_full(row, opens, now))
        return None
    if changes:
        context.spent(row, step)
    timeout = timeout_of(row.channel)
    facts = begin(facts, step, now)
    put(row, facts)
    row.lease = f"{worker}:{row.pk}:{time.monotonic_ns()}"
    row.lease_until = row.due_at = now + timedelta(seconds=3 * timeout + 5)
    row.reason = None
    return Taken(row, facts, step, abilities, timeout, time.monotonic())


def _full(row: Delivery, opens: datetime, now: datetime) -> Sentence | None:
    """Why it waits for the platform's allowance, where that takes longer than a breath."""
    if opens - now < WORTH_SAYING:
        return None
    at = timezone.localtime(opens, timezone.get_default_timezone())
    return say(FULL, channel=row.channel.name, clock=f"{at:%H:%M}", day=Day.of(at.date()))


def _rest(row: Delivery, facts: Facts, step: Step, now: datetime) -> None:
    """Write what a step without a call means: wait, ask, refuse, or be done."""
    asked = "" if row.held == Held.SENDING else row.task
    put(row, facts)
    row.due_at = None
    if isinstance(step, Wait):
        row.due_at = step.until or now + HELD_BACK
        row.reason = stored(step.reason)
    elif isinstance(step, Refuse):
        row.held, row.reason = Held.REFUSED, stored(step.reason)
    elif isinstance(step, AskPerson):
        open_task(row, step.task, asked=asked, now=now)


def open_task(row: Delivery, task: Task, *, asked: str, now: datetime) -> None:
    """Put it on a person's list; who was `asked` for the same already is not told again."""
    row.task = task
    row.held = row.held if task is Task.SECOND_LOOK else Held.NEEDS_PERSON
    row.due_at = now + STILL_ALLOWED if task in TAKEN else None
    if asked != task or row.reason is None:
        ask_person(row, task)
