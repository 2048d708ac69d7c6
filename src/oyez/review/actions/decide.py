"""Decide about a channel, and sign with a second person what ends one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed, say
from oyez.domain.review.deciding import check, needs_two
from oyez.domain.review.life import Stage
from oyez.domain.review.rules import Advice
from oyez.domain.roles import Verb
from oyez.review.models import Decision, Review, Reviewed
from oyez.review.opening import today
from oyez.review.report import told_of

AGAIN = say("Somebody else has just changed this. Look at it again.")


@dataclass(frozen=True, slots=True)
class Wish:
    """What is decided, why, and why without the evidence of interactions where that is so."""

    kind: Advice
    reasons: str
    without: str = ""


@transaction.atomic
def decide(by: Person, one: Reviewed, wish: Wish, *, at: datetime) -> Decision:
    """Sign a decision; it holds at once, or with the second signature where it ends a channel."""
    actor = demand(by, Verb.DECIDE_REVIEW, one.channel.unit.path)
    _refuse_early(one.review, at)
    told = told_of(one)
    check(wish.kind, wish.reasons, wish.without, told.faults)
    try:
        with transaction.atomic():
            row = Decision.objects.create(
                reviewed=one,
                kind=wish.kind,
                proposed=told.advice,
                reasons=wish.reasons.strip(),
                without=wish.without.strip() if told.faults else "",
                decided_by=by,
                decided_at=at,
                holds_at=None if needs_two(wish.kind) else at,
            )
    except IntegrityError as error:
        raise NotAllowed(say("It is decided already. Look at it again.")) from error
    facts = {"channels": one.channel_id, "kind": row.kind, "proposed": row.proposed}
    record(actor, "review.decide", f"review:{one.review_id}", **facts,
           fingerprint=one.review.fingerprint, without=bool(row.without))  # fmt: skip
    _finish(one.review, at)
    return row


@transaction.atomic
def sign(by: Person, decision: Decision, *, at: datetime) -> None:
    """The second person's signature under a decision that ends a channel."""
    one = decision.reviewed
    actor = demand(by, Verb.DECIDE_REVIEW, one.channel.unit.path)
    if decision.decided_by_id == by.pk:
        raise NotAllowed(say("You have decided this yourself. Another person has to sign as well."))
    waits = Decision.objects.filter(pk=decision.pk, holds_at=None, withdrawn_at=None)
    if waits.update(signed_by=by, holds_at=at) != 1:
        raise NotAllowed(AGAIN)
    record(actor, "review.sign", f"review:{one.review_id}", channels=one.channel_id,
           kind=decision.kind)  # fmt: skip
    _finish(one.review, at)


@transaction.atomic
def withdraw(by: Person, decision: Decision, *, at: datetime) -> None:
    """Take a decision back that does not hold yet."""
    one = decision.reviewed
    actor = demand(by, Verb.DECIDE_REVIEW, one.channel.unit.path)
    waits = Decision.objects.filter(pk=decision.pk, holds_at=None, withdrawn_at=None)
    if waits.update(withdrawn_at=at) != 1:
        raise NotAllowed(AGAIN)
    record(actor, "review.withdraw", f"review:{one.review_id}", channels=one.channel_id,
           kind=decision.kind)  # fmt: skip


def _refuse_early(review: Review, at: datetime) -> None:
    if review.stage != Stage.FROZEN:
        raise NotAllowed(say("Decisions are made on frozen evidence. Freeze it first."))
    if review.comments_until is not None and today(at) <= review.comments_until:
        template = "Others may comment until the end of {day}. Decide after that."
        raise NotAllowed(say(template, day=review.comments_until))


def _finish(review: Review, at: datetime) -> None:
    """A review is decided when every channel is."""
    holding = Decision.objects.filter(holds_at__isnull=False).values("reviewed")
    if not review.channels.exclude(pk__in=holding).exists():
        rows = Review.objects.filter(pk=review.pk, stage=Stage.FROZEN)
        rows.update(stage=Stage.DECIDED, ended_at=at)
        review.refresh_from_db()
