"""What has waited in the inbox for too long: danger to life rings, the rest is told quietly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from oyez.domain.alarm import OPEN, Cause
from oyez.domain.errors import say
from oyez.guard.actions.raise_alarm import Danger, Witness, raise_alarm
from oyez.guard.models import Alarm
from oyez.listen.queries import Overdue, overdue

FEW: Final = 10  # alarms about lives that are open in one unit; whoever comes sees the inbox itself
MANY: Final = 50  # items that one alarm names


def raise_overdue(now: datetime) -> int:
    """An alarm for each urgent item that nobody has read, and one for each unit with old ones."""
    units: dict[str, list[Overdue]] = defaultdict(list)
    rung = 0
    for one in overdue(now):
        if one.unread_urgent:
            rung += _life(one, now)
        else:
            units[one.item.channel.unit.path].append(one)
    for path, waiting in units.items():
        _aged(path, waiting, now)
    return rung + len(units)


def _life(one: Overdue, now: datetime) -> bool:
    """Loud, and about this item: the next one may be another life."""
    item, path = one.item, one.item.channel.unit.path
    about = f"life:{item.pk}"
    standing = Alarm.objects.filter(cause=Cause.LIFE, path=path, state__in=OPEN)
    if standing.exclude(about=about).count() >= FEW:
        return False
    danger = Danger(
        about=about,
        cause=Cause.LIFE,
        loud=True,
        path=path,
        reason=say(
            "Somebody may be in danger, says a reply on {channel}, and nobody has read it.",
            channel=item.channel.name,
        ),
        channel=item.channel,
        url=item.url,
        first_sign_at=item.open_at,
    )
    return raise_alarm(danger, at=now, signs=[Witness("life", one.since, item.pk)])[1]


def _aged(path: str, waiting: Sequence[Overdue], now: datetime) -> None:
    first = waiting[0].item
    danger = Danger(
        about=f"aged:{path}",
        cause=Cause.AGED,
        loud=False,
        path=path,
        reason=say(
            "{n} replies wait longer than they should on the channels of {unit}.",
            n=len(waiting),
            unit=first.channel.unit.name,
        ),
        channel=first.channel,
        first_sign_at=min(one.since for one in waiting),
    )
    signs = [Witness("aged", one.since, one.item.pk) for one in waiting[:MANY]]
    raise_alarm(danger, at=now, signs=signs)
