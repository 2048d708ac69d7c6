"""Writing a new review down: for the verb, and for the worker when its day has come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from oyez.accounts.models import Person
from oyez.audit.actions import record
from oyez.domain.channel import Mode
from oyez.domain.errors import NotAllowed, say
from oyez.govern.models import Authority, Channel
from oyez.review.models import Review, Reviewed, ReviewRules

LONGEST = timedelta(days=3 * 366)
SHORTEST = timedelta(days=28)


@dataclass(frozen=True, slots=True)
class Wish:
    """Title, first day, the day after the last, and channels; none means all that are open."""

    title: str
    begins_on: date
    ends_on: date
    channels: Sequence[int] = ()


def write(
    actor: str, by: Person | None, authority: Authority, wish: Wish, *, at: datetime
) -> Review:
    """The review and its channels, with the rules of the authority as they are now."""
    _refuse(wish)
    rules = ReviewRules.objects.filter(authority=authority).first()
    review = Review.objects.create(
        authority=authority,
        title=wish.title.strip(),
        begins_on=wish.begins_on,
        ends_on=wish.ends_on,
        opened_by=by,
        opened_at=at,
        bars=rules.bars if rules else {},
    )
    channels = _channels(authority, wish.channels)
    Reviewed.objects.bulk_create(Reviewed(review=review, channel=one) for one in channels)
    record(actor, "review.open_review", f"review:{review.pk}", path=authority.path,
           channels=[one.pk for one in channels])  # fmt: skip
    return review


def _refuse(wish: Wish) -> None:
    if not wish.title.strip():
        raise NotAllowed(say("A review needs a title."), "title")
    if not SHORTEST <= wish.ends_on - wish.begins_on <= LONGEST:
        raise NotAllowed(
            say("A review is about four weeks at least and three years at most."), "ends_on"
        )


def _channels(authority: Authority, wanted: Sequence[int]) -> list[Channel]:
    rows = Channel.objects.filter(unit__authority=authority)
    rows = rows.filter(pk__in=wanted) if wanted else rows.exclude(mode=Mode.CLOSED)
    found = list(rows.order_by("unit__path", "position", "pk"))
    if not found and not wanted:
        template = "{authority} has no channel that is not closed. Choose another authority."
        raise NotAllowed(say(template, authority=authority.name), "authority")
    if not found or (wanted and len(found) != len(set(wanted))):
        raise NotAllowed(say("Choose channels of this authority."), "channels")
    return found


def today(at: datetime) -> date:
    """The authority's day, whatever time zone a person who looks has chosen."""
    return timezone.localdate(at, timezone.get_default_timezone())
