"""Say something about a review before it is decided."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from oyez.accounts.models import Person
from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed, say
from oyez.domain.review.life import Stage
from oyez.review.models import Comment, Review, Reviewed
from oyez.review.opening import today
from oyez.review.queries import sees

LONGEST = 4000


@transaction.atomic
def comment(
    by: Person, review: Review, text: str, *, at: datetime, about: Reviewed | None = None
) -> Comment:
    """Everybody who sees one of its channels may speak, while the round lasts."""
    if not sees(by, review):
        raise NotAllowed(say("You have no role that allows this here."))
    if review.stage != Stage.FROZEN:
        raise NotAllowed(say("Comments are made when the evidence is frozen, until it is decided."))
    if review.comments_until is not None and review.comments_until < today(at):
        raise NotAllowed(say("The time for comments is over."))
    if not text.strip():
        raise NotAllowed(say("Write your comment."), "text")
    if len(text) > LONGEST:
        raise NotAllowed(say("Write {most} letters at most.", most=LONGEST), "text")
    row = Comment.objects.create(review=review, reviewed=about, by=by, at=at, text=text.strip())
    record(by.signature, "review.comment", f"review:{review.pk}",
           channels=about.channel_id if about else 0)  # fmt: skip
    return row
