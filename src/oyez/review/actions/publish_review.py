"""Let the public read what was decided, or no longer."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed, say
from oyez.domain.review.life import Stage
from oyez.domain.roles import Verb
from oyez.review.models import Review


@transaction.atomic
def publish_review(by: Person, review: Review, *, public: bool, at: datetime) -> None:
    """Only what is decided is published, by somebody who may decide."""
    actor = demand(by, Verb.DECIDE_REVIEW, review.authority.path)
    if review.stage != Stage.DECIDED:
        raise NotAllowed(say("Publish it when every channel is decided."))
    rows = Review.objects.filter(pk=review.pk, published_at__isnull=public)
    if rows.update(published_at=at if public else None, published_by=by if public else None) != 1:
        raise NotAllowed(say("Somebody else has just changed this. Look at it again."))
    record(actor, "review.publish_review", f"review:{review.pk}", public=public)
    review.refresh_from_db()
