"""Reads of reviews: which somebody sees, what is due, and how far each is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from oyez.accounts.models import Person
from oyez.domain.review.life import Stage
from oyez.domain.roles import Verb
from oyez.govern.models import Authority, Channel
from oyez.publish.queries import Who, where
from oyez.review.models import Comment, Decision, Review, Reviewed, ReviewRules

FEW = 20


@dataclass(frozen=True, slots=True)
class Due:
    """A review that begins by itself, and when."""

    authority: Authority
    on: date


def reviews_of(who: Who) -> QuerySet[Review]:
    """The reviews of which the person sees a channel, or the authority, the newest first."""
    theirs = Reviewed.objects.filter(where(who, Verb.SEE, "channel__unit__path"))
    seen = Q(pk__in=theirs.values("review")) | where(who, Verb.SEE, "authority__path")
    rows = Review.objects.filter(seen).defer("evidence")
    return rows.select_related("authority", "opened_by").order_by("-opened_at", "-pk")


def sees(person: Person, review: Review) -> bool:
    """Whether the person sees this one."""
    return reviews_of(person).filter(pk=review.pk).exists()


def review_for(who: Who, pk: int) -> Review | None:
    """One that the person sees, with its evidence."""
    rows = reviews_of(who).defer(None).select_related("authority", "frozen_by", "published_by")
    return rows.filter(pk=pk).first()


def review_by_id(pk: int) -> Review | None:
    """One by its number, for commands."""
    return Review.objects.select_related("authority").filter(pk=pk).first()


def last_before(review: Review) -> Review | None:
    """The newest review of the same authority with evidence, whose days are over before."""
    rows = Review.objects.filter(authority=review.authority_id, ends_on__lte=review.begins_on)
    return rows.exclude(fingerprint="").order_by("-ends_on", "-pk").first()


def reviewed_in(review: Review) -> list[Reviewed]:
    """The channels of a review with the decision that stands about each."""
    rows = _with_decisions(review.channels.all())
    return list(rows.order_by("channel__unit__path", "channel__position", "channel_id"))


def reviewed_for(who: Who, pk: int) -> Reviewed | None:
    """One channel of a review that the person sees."""
    rows = _with_decisions(Reviewed.objects.filter(pk=pk))
    return rows.filter(review__in=reviews_of(who).order_by().values("pk")).first()


def _with_decisions(rows: QuerySet[Reviewed]) -> QuerySet[Reviewed]:
    holding = Decision.objects.filter(withdrawn_at=None).select_related("decided_by", "signed_by")
    rows = rows.select_related("review__authority", "channel__unit", "successor")
    return rows.prefetch_related(Prefetch("decisions", queryset=holding, to_attr="standing"))


def standing(row: Reviewed) -> Decision | None:
    """The decision that stands about a channel, as these queries have read it."""
    found: list[Any] = getattr(row, "standing", [])
    return found[0] if found else None


def decision_on(one: Reviewed) -> Decision | None:
    """The decision that stands about a channel."""
    rows = one.decisions.filter(withdrawn_at=None).select_related("decided_by", "signed_by")
    return rows.select_related("reviewed__review", "reviewed__channel__unit").first()


def comments_of(review: Review) -> list[Comment]:
    """What was said about it, the oldest first."""
    rows = review.comments.select_related("by", "reviewed__channel")
    return list(rows.order_by("at", "pk"))


def due(who: Who) -> list[Due]:
    """The reviews that begin by themselves at the person's authorities, the next first."""
    rows = ReviewRules.objects.filter(
        where(who, Verb.SEE, "authority__path"), next_on__isnull=False
    ).select_related("authority")
    return [
        Due(row.authority, row.next_on) for row in rows.order_by("next_on")[:FEW] if row.next_on
    ]


def rules_of(authority: Authority) -> ReviewRules | None:
    """What an authority has set for its reviews."""
    return ReviewRules.objects.filter(authority=authority).first()


def authorities_to_review(who: Who) -> list[Authority]:
    """Whose channels the person may review."""
    return list(Authority.objects.filter(where(who, Verb.HOLD_REVIEW, "path")).order_by("path"))


def authority_for(who: Who, pk: int, verb: Verb) -> Authority | None:
    """One of the authorities at which the person may do this."""
    return Authority.objects.filter(where(who, verb, "path"), pk=pk).first()


def channels_of(authorities: Iterable[Authority]) -> QuerySet[Channel]:
    """All channels of some authorities that are not closed."""
    rows = Channel.objects.filter(unit__authority__in=list(authorities)).exclude(mode="closed")
    return rows.select_related("unit").order_by("unit__path", "position", "pk")


def waiting_for(who: Who, today: date, few: int) -> list[Review]:
    """The reviews that wait for somebody who decides: to be frozen, or to be decided."""
    rows = Review.objects.filter(where(who, Verb.DECIDE_REVIEW, "authority__path"))
    over = Q(stage=Stage.OPEN, ends_on__lte=today)
    round_over = Q(comments_until=None) | Q(comments_until__lt=today)
    rows = rows.filter(over | Q(stage=Stage.FROZEN) & round_over).defer("evidence")
    return list(rows.select_related("authority").order_by("ends_on", "pk")[:few])


def latest_decisions(channel: int) -> list[Decision]:
    """What was decided about a channel so far, the newest first."""
    rows = Decision.objects.filter(reviewed__channel=channel, holds_at__isnull=False)
    rows = rows.select_related("reviewed__review", "decided_by", "signed_by")
    return list(rows.order_by("-holds_at")[:FEW])


def channel_by_id(pk: int) -> Channel | None:
    """One channel with its unit."""
    return Channel.objects.select_related("unit__authority").filter(pk=pk).first()


def authority_at(path: str) -> Authority | None:
    """The authority at a path."""
    return Authority.objects.filter(path=path).first()
