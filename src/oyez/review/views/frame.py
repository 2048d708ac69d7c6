"""What every page of a review needs: the review somebody sees, and what they may do there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest
from django.utils import timezone

from oyez.accounts.gate import sight_of
from oyez.accounts.sight import Sight
from oyez.domain.review.life import Stage
from oyez.domain.roles import Verb
from oyez.review import queries
from oyez.review.models import Decision, Review, Reviewed
from oyez.review.opening import today
from oyez.review.report import ChannelTold


@dataclass(frozen=True, slots=True)
class May:
    """What the person may do about the review now."""

    hold: bool
    decide: bool
    freeze: bool
    comment: bool
    publish: bool
    drop: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One channel of a review beside its row and the decision that stands."""

    told: ChannelTold
    row: Reviewed
    decision: Decision | None


def known(request: HttpRequest, pk: int) -> Review:
    """The review, if the person sees it; otherwise it does not exist."""
    found = queries.review_for(sight_of(request), pk)
    if found is None:
        raise Http404
    return found


def may(sight: Sight, review: Review) -> May:
    """For buttons; each verb asks again."""
    path, now = review.authority.path, today(timezone.now())
    hold, decide = sight.may(Verb.HOLD_REVIEW, path), sight.may(Verb.DECIDE_REVIEW, path)
    frozen = review.stage == Stage.FROZEN
    return May(
        hold=hold and review.stage == Stage.OPEN,
        decide=decide and frozen and not in_round(review, now),
        freeze=hold and review.stage == Stage.OPEN and review.ends_on <= now,
        comment=frozen and (review.comments_until is None or in_round(review, now)),
        publish=decide and review.stage == Stage.DECIDED,
        drop=hold and review.stage in {Stage.OPEN, Stage.FROZEN},
    )


def in_round(review: Review, now: date) -> bool:
    """Whether others may still comment before anything is decided."""
    return review.comments_until is not None and now <= review.comments_until
