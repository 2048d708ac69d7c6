"""Samples of what was said."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from heard_of import Desk
from scored import ASKS, say

from oyez.domain.inbox.annotation import Said
from oyez.domain.sampling import Method
from oyez.listen.actions import Wish, draw_sample
from oyez.listen.models import Sample

DAY = timedelta(days=1)


def drawn(desk: Desk, count: int = 20, size: int = 10, seed: int = 7) -> Sample:
    for number in range(count):
        say(desk.room.mastodon, f"{ASKS} {number}", number)
    now = timezone.now()
    wish = Wish(now - DAY, now, size, seed, Method.RANDOM)
    return draw_sample(desk.room.greta, desk.room.mastodon, wish, at=timezone.now())


def said(by: int, label: str = "question", **more: bool) -> Said:
    return Said(by, label, **more)
