"""Have everything of a review read by one scorer."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed, say
from oyez.domain.review.life import Stage
from oyez.domain.roles import Verb
from oyez.listen import scoring
from oyez.review.gathering.frame import Span
from oyez.review.models import Review


@transaction.atomic
def score_again(by: Person | None, review: Review, *, at: datetime) -> int:
    """Put all interactions of the period before the scorer again; how many there are."""
    actor = demand(by, Verb.HOLD_REVIEW, review.authority.path)
    if review.stage != Stage.OPEN:
        raise NotAllowed(say("The evidence is frozen, so this cannot be changed any more."))
    span = Span(review.begins_on, review.ends_on)
    channels = review.channels.values_list("channel", flat=True)
    many = sum(scoring.score_again(one, span.begins_at, span.ends_at, at) for one in channels)
    record(actor, "review.score_again", f"review:{review.pk}", considered=many)
    return many
