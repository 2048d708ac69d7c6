"""Freeze what is known, so that everybody speaks and decides about the same."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed, say
from oyez.domain.review.life import Stage
from oyez.domain.roles import Verb
from oyez.review.figures import canonical, fingerprint
from oyez.review.gathering.whole import evidence_of
from oyez.review.models import Review, Reviewed
from oyez.review.opening import today
from oyez.review.queries import last_before

LONGEST = timedelta(days=180)  # of comments, for nothing can be decided before they end


def freeze_evidence(
    by: Person | None, review: Review, *, at: datetime, comments_until: date | None = None
) -> Review:
    """Write the evidence down with its fingerprint; people comment until a day, then decide.

    It is put together before the transaction, for that takes seconds and nobody may wait for it.
    """
    demand(by, Verb.HOLD_REVIEW, review.authority.path)
    if review.ends_on > today(at):
        template = "Its last day is not over yet. Freeze it from {day} on."
        raise NotAllowed(say(template, day=review.ends_on))
    if comments_until is not None and comments_until < today(at):
        raise NotAllowed(say("This day is over. Choose a later one."), "comments_until")
    if comments_until is not None and comments_until > today(at) + LONGEST:
        template = "Nothing is decided before. Choose a day within {days} days."
        raise NotAllowed(say(template, days=LONGEST.days), "comments_until")
    before = last_before(review)
    found = evidence_of(review, json.loads(before.evidence) if before else None, at=at)
    _write(by, review, found, at=at, comments_until=comments_until)
    review.refresh_from_db()
    return review


@transaction.atomic
def _write(
    by: Person | None,
    review: Review,
    evidence: dict[str, Any],
    *,
    at: datetime,
    comments_until: date | None,
) -> None:
    actor = demand(by, Verb.HOLD_REVIEW, review.authority.path)
    text = canonical(evidence)
    moved = Review.objects.filter(pk=review.pk, stage=Stage.OPEN).update(
        stage=Stage.FROZEN,
        evidence=text,
        fingerprint=fingerprint(text),
        frozen_by=by,
        frozen_at=at,
        comments_until=comments_until,
    )
    if moved != 1:
        raise NotAllowed(say("Its evidence is frozen already. Look at it again."))
    for one in evidence["channels"]:
        rows = Reviewed.objects.filter(review=review, channel=one["channel"])
        rows.update(sample=one["sample"]["sample"])
    record(actor, "review.freeze_evidence", f"review:{review.pk}", fingerprint=fingerprint(text))
