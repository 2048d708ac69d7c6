"""Open a review."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.domain.roles import Verb
from oyez.govern.models import Authority
from oyez.review.models import Review
from oyez.review.opening import Wish, write


@transaction.atomic
def open_review(by: Person | None, authority: Authority, wish: Wish, *, at: datetime) -> Review:
    """Begin to collect evidence about channels of an authority; its days may still be to come."""
    actor = demand(by, Verb.HOLD_REVIEW, authority.path)
    return write(actor, by, authority, wish, at=at)
