"""Whose turn it is to be looked at before a text goes out, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q

from oyez.domain.drift import drift
from oyez.domain.looking import Looked, to_json
from oyez.domain.notice import RevisionKind, RevisionState
from oyez.publish.actions.reopen import reopen
from oyez.publish.actions.screen import screen
from oyez.publish.evidence import looks_in
from oyez.publish.models import LinkLook, Revision
from oyez.publish.queries import approval_in_force

LEASE: Final = timedelta(seconds=40)
AGAIN: Final = timedelta(minutes=10)
AFTER_NOTHING: Final = timedelta(minutes=2)
UNSENT: Final = (
    RevisionState.DRAFT,
    RevisionState.RETURNED,
    RevisionState.SUBMITTED,
    RevisionState.APPROVED,
)
# As long as somebody waits for a text; a draft is looked at once and again when it is submitted.
WAITED_FOR: Final = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Turn:
    """One address to look at; `until` is the end of the lease."""

    pk: int
    address: str
    until: datetime


def take_due(now: datetime, most: int) -> list[Turn]:
    """Take addresses whose time has come; nobody else gets them before the lease is over."""
    with transaction.atomic():
        due = LinkLook.objects.select_for_update(skip_locked=True).filter(due_at__lte=now)
        rows = list(due.order_by("due_at")[:most])
        until = now + LEASE
        LinkLook.objects.filter(pk__in=[row.pk for row in rows]).update(due_at=until)
    return [Turn(row.pk, row.address, until) for row in rows]


def write_looks(results: Sequence[tuple[Turn, Looked]], now: datetime) -> None:
    """Keep what was seen, and have the rules read the texts again that link to it."""
    for turn, looked in results:
        with transaction.atomic():
            row = LinkLook.objects.select_for_update().filter(pk=turn.pk, due_at=turn.until).first()
            if row is None:
                continue  # its lease ran out, or somebody asked for a newer look
            _write(row, looked, now)
            for revision in _reading(row):
                _judge(revision, row, looked, now)


def _write(row: LinkLook, looked: Looked, now: datetime) -> None:
    soon = Q(state=RevisionState.SUBMITTED, submitted_at__gt=now - WAITED_FOR)
    awaited = row.revisions.filter(soon | Q(state=RevisionState.APPROVED)).exists()
    pause = AGAIN if looked.seen else AFTER_NOTHING
    row.looked, row.seen_at = to_json(looked), looked.at
    row.due_at = now + pause if awaited else None
    row.save(update_fields=("looked", "seen_at", "due_at"))


def _reading(row: LinkLook) -> list[Revision]:
    rows = row.revisions.filter(state__in=UNSENT).exclude(kind=RevisionKind.PREPARED)
    return list(rows.select_related("notice__unit__authority"))


def _judge(revision: Revision, row: LinkLook, looked: Looked, now: datetime) -> None:
    if revision.state != RevisionState.APPROVED:
        screen(revision, at=now)
        return
    approval = approval_in_force(revision)
    before = looks_in(approval.evidence if approval else None).get(row.address)
    changes = drift(before, looked) if before is not None else ()
    if changes:
        reopen(revision, changes[0], at=now)
