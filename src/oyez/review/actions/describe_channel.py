"""Say what only people know of a channel in a review."""

from __future__ import annotations

from django.db import transaction

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed, say
from oyez.domain.review.life import Stage
from oyez.domain.roles import Verb
from oyez.govern.models import Channel
from oyez.review.models import Reviewed


@transaction.atomic
def describe_channel(
    by: Person | None, one: Reviewed, *, critical: bool, successor: Channel | None
) -> None:
    """Whether people look there when it is urgent, and which channel would take over."""
    actor = demand(by, Verb.HOLD_REVIEW, one.channel.unit.path)
    if successor is not None and successor.pk == one.channel_id:
        raise NotAllowed(say("A channel cannot take over from itself."), "successor")
    rows = Reviewed.objects.filter(pk=one.pk, review__stage=Stage.OPEN)
    if rows.update(critical=critical, successor=successor) != 1:
        raise NotAllowed(say("The evidence is frozen, so this cannot be changed any more."))
    record(actor, "review.describe_channel", f"review:{one.review_id}", channels=one.channel_id,
           critical=critical, successor=successor.pk if successor else 0)  # fmt: skip
    one.refresh_from_db()
