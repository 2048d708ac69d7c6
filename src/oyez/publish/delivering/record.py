"""Write what came of calls: facts by the rules, receipts as proof, and what is due next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from oyez.domain.delivery import (
    CALLS,
    Accepted,
    AskPerson,
    Facts,
    Failure,
    Find,
    Held,
    Look,
    Publish,
    Retract,
    Seen,
    Task,
    Wait,
    next_step,
    record,
)
from oyez.domain.errors import say
from oyez.domain.health import REFUSALS
from oyez.domain.notice import NoticeState, RevisionKind, RevisionState
from oyez.govern.health import probe_soon
from oyez.publish.delivering.errand import Errand
from oyez.publish.delivering.perform import Came
from oyez.publish.delivering.persons import ask_person, tell_trouble
from oyez.publish.delivering.receipts import add_new, prove, reference
from oyez.publish.facts import facts_of, placements_of, put, standing
from oyez.publish.models import Delivery, Lane, Notice, Receipt, Revision
from oyez.publish.rows import write, write_receipts
from oyez.publish.variants import stored

REFUSED = "{channel} refused the text and gave as its reason: {reply}."
TOLD_AFTER = 8  # failures in a row, about half a minute, until somebody hears of it


def write_results(results: Sequence[tuple[Errand, Came]], now: datetime) -> None:
    """One commit for all. A row whose lease is no longer the errand's is left alone (fenced)."""
    leases = {errand.row: errand.lease for errand, _ in results}
    with transaction.atomic():
        found = Delivery.objects.select_for_update().filter(pk__in=leases)
        rows = {row.pk: row for row in found if row.lease == leases[row.pk]}
        receipts = standing(rows)
        add_new(receipts, results, rows)
        proved: list[Receipt] = []
        written = []
        for errand, came in results:
            row = rows.get(errand.row)
            if row is not None:
                known = receipts.setdefault(row.pk, [])
                proved += _write_result(row, known, errand, came, now=now)
                written.append(row)
        write(written)
        write_receipts(proved)
        now_live(written, now)
        _look_into_refusals(results, now)


def _write_result(
    row: Delivery, receipts: list[Receipt], errand: Errand, came: Came, *, now: datetime
) -> list[Receipt]:
    """Change the row in memory by the rules; returns the receipts whose evidence is new."""
    before = after = facts_of(row, placements_of(receipts))
    steps, proved = [(errand.step, came)], list[Receipt]()
    if came.look is not None and isinstance(errand.step, Retract):
        steps.append((Look(errand.step.placement), came.look))
    for step, each in steps:
        result = each.result
        if isinstance(result, Accepted | Seen) and isinstance(step, Publish | Find):
            result = replace(result, ref=reference(receipts, each))
        after = record(after, step, result, now=now, abilities=errand.abilities)
        proved += prove(receipts, after, step=step, came=each, now=now)
        row.code = each.code
        row.staged = each.staged or row.staged
    date_wish(row, after, now)
    put(row, after)
    row.lease, row.lease_until = "", None
    if after.held is Held.NEEDS_PERSON and before.held is not Held.NEEDS_PERSON:
        ask_person(row, after.task or Task.NO_RIGHT, came.evidence)
    elif after.held is Held.REFUSED and row.reason is None:
        row.reason = stored(say(REFUSED, channel=row.channel.name, reply=row.code or "-"))
    elif after.failures == TOLD_AFTER and before.failures < TOLD_AFTER:
        tell_trouble(row)
    row.due_at = due_after(after, errand, now)
    return proved


def due_after(facts: Facts, errand: Errand, now: datetime) -> datetime | None:
    """When the worker looks at the row again."""
    if facts.held in {Held.NEEDS_PERSON, Held.REFUSED}:
        return None
    step = next_step(facts, errand.abilities, now)
    if isinstance(step, Wait):
        return step.until
    return now if isinstance(step, (*CALLS, AskPerson)) else None


def date_wish(row: Delivery, after: Facts, now: datetime) -> None:
    """When the wish was first fulfilled, as the desk shows it."""
    if after.held is Held.LIVE and after.wanted is not None:
        standing_wanted = any(one.revision == after.wanted for one in after.placements)
        row.live_at = row.live_at or (now if standing_wanted else None)
    back = row.gone_at is not None and after.held is not Held.GONE
    row.gone_at = (row.gone_at or now) if after.held is Held.GONE else None
    if row.lane == Lane.RETRACT and after.held is Held.GONE:
        row.lane = Lane.ROUTINE  # the look that confirms it takes no slot from an urgent one
    elif row.wanted is None and back:
        row.lane = Lane.RETRACT  # what was let go without haste stays without it


def now_live(rows: Sequence[Delivery], now: datetime) -> None:
    """A notice is live with its first delivery; its first revision is then issued."""
    live = {row.notice_id for row in rows if row.held == Held.LIVE and row.wanted is not None}
    approved = Notice.objects.filter(pk__in=live, state=NoticeState.APPROVED)
    fresh = list(approved.values_list("pk", flat=True)) if live else []
    if not fresh:
        return
    approved.update(state=NoticeState.LIVE, live_at=now)
    Revision.objects.filter(
        notice_id__in=fresh, kind=RevisionKind.FIRST, state=RevisionState.APPROVED
    ).update(state=RevisionState.ISSUED, issued_at=now)


def _look_into_refusals(results: Sequence[tuple[Errand, Came]], now: datetime) -> None:
    """Whether the account is refused, or only this call was, a probe finds out at once."""
    refused = {
        errand.channel_id
        for errand, came in results
        if isinstance(came.result, Failure) and came.result.cls in REFUSALS
    }
    if refused:
        probe_soon(refused, now)
