"""From an approved wording to deliveries: the one place where sending is wished for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from oyez.domain.delivery import Held, want
from oyez.domain.notice import NoticeState, RevisionState, Urgency
from oyez.platforms.registry import OWN
from oyez.publish.facts import facts_of, placements_of, put, standing
from oyez.publish.models import Delivery, Lane, Notice, Revision, Variant
from oyez.publish.rows import WISHED, write

LANES = {Urgency.CRITICAL: Lane.CRITICAL}


def issue_first(revision: Revision, at: datetime) -> list[Delivery]:
    """One delivery per variant that is not held back, due now or at the notice's time."""
    notice = revision.notice
    due = notice.scheduled_at or at
    lane = LANES.get(Urgency(notice.urgency), Lane.ROUTINE)
    going = Variant.objects.filter(revision=revision, held_back__isnull=True)
    return Delivery.objects.bulk_create(
        Delivery(
            notice=notice,
            channel=variant.channel,
            platform=variant.channel.platform,
            lane=lane,
            rank=0 if variant.channel.platform in OWN else 1,
            key=f"{notice.code}-{variant.channel_id}",
            wanted=revision.number,
            wanted_at=at,
            due_at=due,
        )
        for variant in going.select_related("channel")
    )


def issue_correction(revision: Revision, at: datetime) -> int:
    """Every delivery that carries the notice now wants this revision; returns how many."""
    notice = revision.notice
    rows = [row for row in locked(notice) if row.wanted is not None]
    _wish(rows, revision.number, at)
    Revision.objects.filter(pk=revision.pk).update(state=RevisionState.ISSUED, issued_at=at)
    states = (NoticeState.LIVE, NoticeState.APPROVED, NoticeState.EXPIRED, NoticeState.CORRECTED)
    Notice.objects.filter(pk=notice.pk, state__in=states).update(state=NoticeState.CORRECTED)
    return len(rows)


def wish_gone(notice: Notice, at: datetime) -> int:
    """Every delivery of the notice wants to be gone, whatever is happening to it now."""
    rows = locked(notice)
    _wish(rows, None, at)
    return len(rows)


def locked(notice: Notice) -> list[Delivery]:
    """The notice's deliveries, held against the worker until the transaction ends."""
    return list(Delivery.objects.select_for_update().filter(notice=notice).order_by("pk"))


def _wish(rows: Iterable[Delivery], revision: int | None, at: datetime) -> None:
    rows = list(rows)
    standing_now = standing(row.pk for row in rows)
    for row in rows:
        facts = want(facts_of(row, placements_of(standing_now.get(row.pk, []))), revision)
        put(row, facts)
        row.wanted_at, row.reason, row.task_for = at, None, None
        row.due_at = None if facts.held is Held.GONE and not facts.placements else at
        if facts.held is Held.GONE and not facts.placements and row.gone_at is None:
            row.gone_at = at
        if revision is None:
            row.lane = Lane.RETRACT
    write(rows, WISHED)
