"""An item on a played platform, and a worker's hand that does deeds there."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.utils import timezone
from heard_of import Played

from oyez.domain.inbox.routes import Routes
from oyez.govern.models import Unit
from oyez.listen.actions import Kept, keep_inbox
from oyez.listen.handling import handle_due
from oyez.listen.models import Deed, InboxItem
from oyez.listen.steps.act import DoDeeds

ROUTES = Routes("112", "0591 870", "https://report.example", "https://chat.example")


def item_of(played: Played, text: str, author: str = "Robin Fields") -> InboxItem:
    """Somebody says this under a notice that stands there."""
    if not played.sim.live("mastodon", played.tag):
        played.out()
    played.reply(text, author)
    played.ask()
    handle_due(timezone.now() + timedelta(seconds=1))
    return InboxItem.objects.get(text=text)


def keeps_routes(unit: Unit, **more: Any) -> None:
    """The unit has its routes."""
    keep_inbox(None, unit, Kept(5, 24 * 60, ROUTES, **more))


@dataclass
class Sent:
    """Does what is due, and sees what stands on the platform."""

    played: Played
    step: DoDeeds = field(default_factory=DoDeeds)

    def __post_init__(self) -> None:
        self.step.door = self.played.door

    def once(self) -> int:
        """One round; how many calls it made."""
        self.step.time.next = 0.0
        found = self.step.claim("routine", 9, timezone.now(), "hand").errands
        self.step.record([(one, self.step.run(one)) for one in found], timezone.now())
        return len(found)

    def all(self, later: timedelta = timedelta(0)) -> None:
        """Everything that is due, or would be so much later."""
        for row in Deed.objects.exclude(due_at=None):
            Deed.objects.filter(pk=row.pk).update(due_at=row.due_at - later)
        for _ in range(5):
            self.once()

    def said(self, text: str) -> list[dict[str, Any]]:
        """Our copies of it that stand there."""
        return [
            one for one in self.played.sim.live("mastodon", self.played.tag) if text in one["text"]
        ]

    def fault(self, name: str, verb: str = "publish") -> None:
        """What happens to the next call."""
        self.played.sim.fault("mastodon", verb, name, account=self.played.tag, times=1)
