"""A person's answer where no machine can know or act."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.audit.actions import record
from oyez.domain.delivery import HANDS, Held, Shown, settled_by_person
from oyez.domain.delivery import Verb as Call
from oyez.domain.errors import NotAllowed, say
from oyez.domain.roles import Verb
from oyez.publish.draft import typed
from oyez.publish.facts import facts_of, placements_of, put, reworded, shown_in, standing
from oyez.publish.models import Delivery, Receipt

EVIDENCE = 300


@transaction.atomic
def settle(by: Person, delivery: Delivery, *, stands: bool, at: datetime, note: str = "") -> None:
    """Say of a delivery on somebody's list that it stands on the platform, or that it does not.

    The answer is evidence like a receipt, with the person's name and a note.
    """
    notice = delivery.notice
    actor = demand(by, Verb.RETRACT, notice.unit.path)
    row = Delivery.objects.select_for_update().get(pk=delivery.pk)
    if row.held != Held.NEEDS_PERSON:
        raise NotAllowed(say("This task was done already."))
    if row.task in HANDS:
        raise NotAllowed(say("This is answered on the page of the task itself."))
    evidence = f"{by.name}: {typed('note', note, EVIDENCE - len(by.name) - 2)}"
    receipts = _attest(row, evidence, stands=stands, at=at)
    facts = settled_by_person(facts_of(row, placements_of(receipts)), stands=stands)
    put(row, facts)
    row.task_for, row.reason, row.due_at = None, None, at
    if facts.held is Held.GONE:
        row.gone_at, row.due_at = row.gone_at or at, None
    row.save()
    record(actor, "publish.settle", f"notice:{notice.code}", delivery=row.pk, stands=stands)


def _attest(row: Delivery, evidence: str, *, stands: bool, at: datetime) -> list[Receipt]:
    """Keep what the person says in the receipts; returns those that stand."""
    if not stands:
        Receipt.objects.filter(delivery=row, gone_at=None).update(
            gone_at=at, seen_from="person", evidence=evidence
        )
        return []
    if known := standing([row.pk]).get(row.pk, []):
        _corrected_by_hand(row, known[-1], evidence)
        _seen_by_eye(known[-1], evidence)
        return known
    attested = Receipt.objects.create(
        delivery=row,
        revision=row.revision or 1,
        remote_id="",
        at=at,
        seen_from="person",
        evidence=evidence,
    )
    return [attested]


def _seen_by_eye(newest: Receipt, evidence: str) -> None:
    """What a machine read otherwise, or could not read, stands as a person has seen it."""
    if shown_in(newest.version) is Shown.WHOLE:
        return
    newest.version, newest.evidence = reworded(newest.version, "attested"), evidence
    newest.save(update_fields=["version", "evidence"])


def _corrected_by_hand(row: Delivery, newest: Receipt, evidence: str) -> None:
    """Who was asked to correct what no machine can reach, and says it stands, has corrected it."""
    reachable = newest.remote_id or newest.parts
    if row.wanted is None or row.verb != Call.CORRECT or reachable:
        return
    newest.revision, newest.evidence = row.wanted, evidence
    newest.save(update_fields=["revision", "evidence"])
