"""Tell those who look after a channel that money or calls are nearly, or wholly, used up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from oyez.accounts.queries import people_who_may
from oyez.domain import budget, quota
from oyez.domain.budget import Level
from oyez.domain.errors import Sentence
from oyez.domain.roles import Verb
from oyez.govern.budgets import month_of
from oyez.govern.models import AllowanceTold, Budget, Channel
from oyez.publish.purse import counted
from oyez.publish.quotas import limited, quotas_of
from oyez.publish.tell import tell

AGAIN = timedelta(hours=12)  # a rolling window goes up and down; nobody hears of each time


@dataclass(frozen=True, slots=True)
class Used:
    """One allowance as it is now; `path` is the place whose people hear of it."""

    about: str
    path: str
    level: Level
    sentence: Sentence | None


@transaction.atomic
def warn_due(now: datetime) -> int:
    """Tell of every allowance that has reached a higher level than was told; how many there were.

    One that fell back is told of again when it rises again, at the earliest half a day later.
    """
    known = {row.about: row for row in AllowanceTold.objects.select_for_update()}
    return sum(_told(one, known.get(one.about), now) for one in [*_money(now), *_calls(now)])


def _told(one: Used, row: AllowanceTold | None, now: datetime) -> bool:
    before = row.level if row else Level.FINE
    if one.level == before or (one.level < before and row and now < row.at + AGAIN):
        return False
    rows = AllowanceTold.objects
    rows.update_or_create(about=one.about, defaults={"level": one.level, "at": now})
    if one.level < before or one.sentence is None:
        return False
    tell(people_who_may(Verb.MANAGE_CHANNELS, one.path), one.sentence)
    return True


def _money(now: datetime) -> Iterator[Used]:
    rows = list(Budget.objects.all())
    month = month_of(now)
    found = counted(rows, month) if rows else {}
    for row in rows:
        one = found[row.pk]
        sentence = budget.warning(one, month, now)
        yield Used(f"budget:{row.pk}", row.path, one.level, sentence)


def _calls(now: datetime) -> Iterator[Used]:
    rows = Channel.objects.filter(platform__in=limited()).exclude(mode="closed")
    channels = list(rows.select_related("unit").defer("secrets", "options"))
    found = quotas_of(channels, now)
    for channel in channels:
        for one in found.get(channel.pk, ()):
            kind = "retract" if one.removing else "write"
            about = f"quota:{channel.pk}:{kind}:{one.hours}"
            yield Used(about, channel.path, one.level, quota.warning(one))
