"""Who would be lost: the accounts of a channel that are seen on no other one of the authority."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef

from oyez.domain.errors import NotAllowed, say
from oyez.domain.review import expected
from oyez.domain.review.estimate import Estimate
from oyez.domain.review.people import digest, plain, quarter_of, quarters
from oyez.review.gathering.frame import Span
from oyez.review.models import ImportedCrowd, Salt, Seen
from oyez.review.sealed import opened, sealed

AT_ONCE = 500
FIRST = date(2004, 1, 1)  # before any platform


@dataclass(frozen=True, slots=True)
class Crowd:
    """Accounts by quarter: how many, how many nowhere else, how many on another day again."""

    people: int = 0
    only_here: int = 0
    again: int = 0

    @property
    def community(self) -> Estimate | None:
        """The share that is seen nowhere else, with how sure so many accounts make it."""
        return expected.part(self.only_here / self.people, self.people) if self.people else None


def crowd_of(channel: int, others: Iterable[int], span: Span) -> Crowd:
    """The accounts of a channel in the quarters of a period, beside those of the others.

    Of each quarter either what we have heard counts or what was read in, whichever is more.
    """
    names = quarters(span.begins_on, span.ends_on)
    read_in = {
        row.quarter: Crowd(row.people, row.only_here)
        for row in ImportedCrowd.objects.filter(channel=channel, quarter__in=names)
    }
    known = list(others)
    parts = [
        max(_heard(channel, known, name), read_in.get(name, Crowd()), key=lambda one: one.people)
        for name in names
    ]
    return Crowd(*(sum(getattr(one, part) for one in parts) for part in Crowd.__slots__))


def _heard(channel: int, others: Sequence[int], quarter: str) -> Crowd:
    rows = Seen.objects.filter(channel=channel, quarter=quarter)
    elsewhere = Seen.objects.filter(
        quarter=quarter, digest=OuterRef("digest"), channel__in=others
    ).exclude(channel=channel)
    people = rows.count()
    shared = rows.filter(Exists(elsewhere)).count()
    return Crowd(people, people - shared, rows.filter(again=True).count())


def remember(channel: int, day: date, names: Iterable[str]) -> int:
    """Write down who was seen there on a day, once however often it is done; how many."""
    quarter = quarter_of(day)
    known = {plain(name): name for name in names if plain(name)}
    salt = salt_of(quarter) if known else b""
    digests = sorted(digest(salt, name) for name in known.values())
    for begin in range(0, len(digests), AT_ONCE):
        _write(quarter, day, channel, digests[begin : begin + AT_ONCE])
    return len(digests)


@transaction.atomic
def _write(quarter: str, day: date, channel: int, digests: Sequence[str]) -> None:
    Seen.objects.bulk_create(
        (Seen(quarter=quarter, channel_id=channel, digest=one, first_on=day) for one in digests),
        ignore_conflicts=True,
    )
    rows = Seen.objects.filter(quarter=quarter, channel=channel, digest__in=digests)
    rows.filter(again=False).exclude(first_on=day).update(again=True)


def salt_of(quarter: str) -> bytes:
    """The salt of a quarter, made when it is needed first."""
    fresh = {"value": sealed(quarter, secrets.token_bytes(32))}
    row, _new = Salt.objects.get_or_create(quarter=quarter, defaults=fresh)
    return opened(row)


def salts_to_use(today: date) -> dict[str, bytes]:
    """A salt for every quarter of which a platform may have anything; those known stay."""
    fresh = {name: secrets.token_bytes(32) for name in quarters(FIRST, today + timedelta(days=2))}
    return fresh | {row.quarter: opened(row) for row in Salt.objects.all()}


def keep_salts(used: Mapping[str, bytes]) -> None:
    """Keep those with which digests were made; NotAllowed where another import was quicker."""
    for quarter, value in used.items():
        made = {"value": sealed(quarter, value)}
        row, _new = Salt.objects.get_or_create(quarter=quarter, defaults=made)
        if opened(row) != value:
            raise NotAllowed(say("Another import runs at this moment. Start this one again."))
