"""Notices that link to stand-ins, and the watch over them with a clock of its own."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from newsroom import Newsroom
from oyez.domain.looking import Looked, digest, to_json
from oyez.domain.notice import NoticeState, RevisionState
from oyez.guard.models import Drift, Watch
from oyez.guard.seeing import write_looks
from oyez.guard.watching import Turn, enter_fresh, take_due
from oyez.looking.look import Looker
from oyez.publish.models import Approval, Notice
from stands import Web, page, street_to

HOSTS = ("stream.example", "other.example", "third.example")
FAIR = "The town fair opens on Saturday at noon. Roads stay closed until Sunday evening. " * 4
CASINO = "Spin the wheel and win a fortune; free bonus coins for every new player tonight. " * 4


def live(room: Newsroom, *links: str, at: datetime | None = None, body: str = "") -> Notice:
    """A notice with these links, out since then; how they passed the screening is not told."""
    notice = room.approved()
    revision = notice.revisions.get()
    revision.links = list(links)
    revision.texts[0]["body"] = body or revision.texts[0]["body"]
    revision.save()
    out(notice, at or timezone.now())
    return notice


def out(notice: Notice, at: datetime) -> None:
    """Let an approved notice have gone out then."""
    Notice.objects.filter(pk=notice.pk).update(state=NoticeState.LIVE, live_at=at)
    notice.revisions.update(state=RevisionState.ISSUED, issued_at=at)
    notice.refresh_from_db()


@dataclass
class Guarding:
    """The watch, played by hand: due addresses are looked at through real sockets."""

    net: Web
    now: datetime
    looker: Looker
    seen: list[Looked] = field(default_factory=list)

    def later(self, **span: float) -> Guarding:
        """Let time pass."""
        self.now += timedelta(**span)
        return self

    def round(self, most: int = 10) -> list[Drift]:
        """One pass of the step."""
        enter_fresh(self.now)
        return self.look(take_due(self.now, most))

    def look(self, turns: list[Turn]) -> list[Drift]:
        """Look at what was taken, and write it down."""
        found = [(turn, self.looker.look(turn.address, self.now)) for turn in turns]
        self.seen += [looked for _, looked in found]
        return write_looks(found, self.now)

    def until(self, **span: float) -> list[Drift]:
        """Look whenever something is due, for so long."""
        end, new = self.now + timedelta(**span), []
        enter_fresh(self.now)
        while due := Watch.objects.filter(next_at__lte=end).order_by("next_at").first():
            assert due.next_at
            self.now = max(self.now, due.next_at) + timedelta(seconds=2)
            new += self.round()
        self.now = end
        return new


def guarding(net: Web, **more: Any) -> Guarding:
    """Eyes for which the stand-ins' names lead to loopback."""
    return Guarding(net, timezone.now(), Looker(street_to(net, *HOSTS), **more))


def put(net: Web, text: str = FAIR, host: str = HOSTS[0], **more: str) -> str:
    """A page at a stand-in."""
    net.put(host, "/", page(text, **more))
    return f"http://{host}/"


def checked(room: Newsroom, eyes: Guarding, **seen: object) -> Notice:
    """A notice whose link was looked at before its approval, and showed this."""
    address = f"http://{HOSTS[0]}/"
    notice = live(room, address, at=eyes.now)
    before = replace(eyes.looker.look(address, eyes.now), **seen)  # type: ignore[arg-type]
    evidence = {"links": [{"digest": digest(before), "looked": to_json(before)}]}
    Approval.objects.filter(revision__notice=notice).update(evidence=evidence)
    return notice
