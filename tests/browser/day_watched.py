"""Two links of a live notice under watch, one of which has changed."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import time_machine
from day_time import today

from oyez.domain.looking import Hop, Looked
from oyez.guard.models import Watch
from oyez.guard.seeing import write_looks
from oyez.guard.watching import take_due
from oyez.publish.models import Notice

if TYPE_CHECKING:
    from day import Day

CLUB, MAP = "https://www.club.example/match", "https://maps.example/closures?area=12"
AGO = timedelta(minutes=30)


def watched(day: Day) -> None:
    """The page of a club shows something else now; the map is as it was."""
    notice = Notice.objects.get(code=day.things["live"])
    before = today(13) - AGO
    rows = [watch(notice, address, before) for address in (CLUB, MAP)]
    see(before, {CLUB: page(CLUB, before, "Saturday’s match"), MAP: page(MAP, before, "Closures")})
    Watch.objects.filter(pk__in=[row.pk for row in rows]).update(next_at=today(13))
    other = page(CLUB, today(13), "Win a prize", fingerprint=2**64 - 1)
    see(today(13), {CLUB: other, MAP: page(MAP, today(13), "Closures")})


def watch(notice: Notice, address: str, at: datetime) -> Watch:
    """An address that has just come under watch."""
    host = address.split("/")[2]
    key = hashlib.sha256(address.encode()).hexdigest()
    return Watch.objects.create(
        notice=notice, key=key, address=address, host=host, begun_at=at, next_at=at
    )


def page(address: str, at: datetime, title: str, fingerprint: int = 0x0F0F0F0F) -> Looked:
    """An ordinary page."""
    seen = Looked(address, at, address, (Hop(address, 200),), 200, title)
    return replace(seen, content_type="text/html", text_fingerprint=fingerprint)


def see(at: datetime, pages: dict[str, Looked]) -> None:
    """One look at each."""
    with time_machine.travel(at, tick=False):
        turns = take_due(at, 9)
        write_looks([(turn, pages[turn.address]) for turn in turns], at)
