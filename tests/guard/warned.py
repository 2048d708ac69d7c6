"""A notice that is out, and people who say something about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count

from newsroom import Newsroom
from oyez.domain.delivery import Held
from oyez.domain.notice import NoticeState, RevisionState
from oyez.guard.models import Alarm
from oyez.listen.models import InboxItem, Score
from oyez.platforms.heard import Heard
from oyez.publish.models import Delivery, Notice

NUMBERS = count(1)


@dataclass
class Warned:
    """The newsroom with one live notice; seconds count from when it went out."""

    room: Newsroom
    notice: Notice
    delivery: Delivery
    start: datetime

    def at(self, seconds: float) -> datetime:
        return self.start + timedelta(seconds=seconds)

    def said(
        self, author: str, seconds: float, *, alarm: float = 0.95, text: str = "", **more: object
    ) -> InboxItem:
        """A reply with its score; from .5 on it is alarming."""
        number = next(NUMBERS)
        item = InboxItem.objects.create(
            channel=self.delivery.channel,
            platform_id=f"reply {number}",
            kind=Heard.REPLY,
            author=author,
            text=text or f"Look at what you have posted, number {number}!",
            at=self.at(seconds),
            first_seen=self.at(seconds),
            delivery=self.delivery,
            **more,
        )
        self.scored(item, alarm, seconds)
        return item

    def scored(self, item: InboxItem, alarm: float, seconds: float, by: str = "one") -> Score:
        return Score.objects.create(
            item=item, lang="en", abuse=0.1, abusive=False, triage="other", triage_p=0.5,
            urgent=False, alarm=alarm, alarming=alarm >= 0.5, scorer="fast", version="1",
            fingerprint=by, at=self.at(seconds),
        )  # fmt: skip

    @property
    def alarms(self) -> list[Alarm]:
        return list(Alarm.objects.order_by("pk"))


def live(room: Newsroom, start: datetime) -> Warned:
    """Bob has approved it, and it stands on every channel."""
    notice = room.approved()
    Notice.objects.filter(pk=notice.pk).update(state=NoticeState.LIVE, live_at=start)
    notice.deliveries.update(held=Held.LIVE, revision=1, live_at=start, due_at=None)
    notice.revisions.update(state=RevisionState.ISSUED, issued_at=start)
    notice.refresh_from_db()
    return Warned(room, notice, notice.deliveries.get(channel=room.mastodon), start)
