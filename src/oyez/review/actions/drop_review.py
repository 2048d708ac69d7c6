"""Give a review up that is not decided."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed, say
from oyez.domain.review.life import Stage
from oyez.domain.roles import Verb
from oyez.review.models import Decision, Review


@transaction.atomic
def drop_review(by: Person | None, review: Review, *, at: datetime) -> None:
    """It stays to be read; nothing can be decided on it any more."""
    actor = demand(by, Verb.HOLD_REVIEW, review.authority.path)
    if Decision.objects.filter(reviewed__review=review, holds_at__isnull=False).exists():
        raise NotAllowed(say("A channel of it is decided. Decide the others as well."))
    rows = Review.objects.filter(pk=review.pk, stage__in=[Stage.OPEN, Stage.FROZEN])
    if rows.update(stage=Stage.DROPPED, ended_at=at) != 1:
        raise NotAllowed(say("Somebody else has just changed this. Look at it again."))
    record(actor, "review.drop_review", f"review:{review.pk}")
    review.refresh_from_db()
