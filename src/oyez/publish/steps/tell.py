"""The step that mails what people were told, where a relay for the staff is set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from functools import cached_property
from types import MappingProxyType

from django.conf import settings
from django.utils.translation import override

from oyez.accounts.links import make
from oyez.domain.notice import NoticeState
from oyez.platforms.door import Door
from oyez.platforms.port import Envelope
from oyez.publish.models import Telling
from oyez.publish.variants import EXERCISE
from oyez.web.translate import spoken_row
from oyez.work.every import Every
from oyez.work.registry import Claimed

STALE = timedelta(hours=24)
TRIES = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail to one person of the staff."""

    telling: int
    to: str
    text: str
    link: str


class TellDue:
    """Mails tellings; one that cannot be mailed stays on the desk and is tried for a day."""

    name = "tell"
    lanes: Mapping[str, int] = MappingProxyType({"routine": 4})

    def __init__(self) -> None:
        self.time = Every(1.0)
        self.tried: dict[int, datetime] = {}
        self.links: dict[int, str] = {}

    @cached_property
    def door(self) -> Door:
        """The one way out."""
        return Door(allowed_networks=settings.PRIVATE_NETWORKS, only_allowed=settings.EXERCISE)

    def claim(self, lane: str, free: int, now: datetime, worker: str) -> Claimed:  # noqa: ARG002
        """Take what was not mailed yet. A telling mailed twice harms less than none."""
        if not settings.STAFF_RELAY or not self.time():
            return Claimed()
        waiting = Telling.objects.filter(mailed_at=None, at__gt=now - STALE)
        waiting = waiting.select_related("person", "notice")
        due = [t for t in waiting[:200] if self.tried.get(t.pk, now - TRIES) <= now - TRIES][:free]
        self.tried.update((telling.pk, now) for telling in due)
        return Claimed([self.letter(telling) for telling in due], len(due))

    def letter(self, telling: Telling) -> Letter:
        """The telling in the person's language, with a link that is theirs and used once.

        Tried again, it carries the same link: the one that got lost on the way led nowhere else.
        """
        if telling.pk not in self.links:
            self.links[telling.pk] = make(telling.person, place(telling))
        with override(telling.person.language):
            text = spoken_row({"template": telling.template, "values": telling.values})
        return Letter(telling.pk, telling.person.email, text, self.links[telling.pk])

    def run(self, letter: Letter) -> bool:
        """Hand the mail to the relay; whether it took it."""
        message = EmailMessage(policy=SMTP)
        mark = EXERCISE if settings.EXERCISE else ""
        message["Subject"] = f"{mark}Oyez: {letter.text[:70]}"
        message["From"], message["To"] = settings.STAFF_SENDER, letter.to
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(f"{mark}{letter.text}\n\n{letter.link}\n")
        envelope = Envelope(settings.STAFF_SENDER, (letter.to,), message.as_bytes())
        answer = self.door.mail(settings.STAFF_RELAY, envelope, timeout=10)
        return answer.code is not None and answer.code < 300

    def record(self, results: Sequence[tuple[Letter, bool]], now: datetime) -> None:
        """Remember what was mailed."""
        mailed = [letter.telling for letter, taken in results if taken]
        Telling.objects.filter(pk__in=mailed).update(mailed_at=now)
        for number in mailed:
            self.tried.pop(number, None)
            self.links.pop(number, None)


def place(telling: Telling) -> str:
    """The page where the person can act: they decide, watch it go, or read."""
    notice = telling.notice
    if notice is None:
        return "/"
    where = {NoticeState.SUBMITTED: "approve/", NoticeState.RETRACTED: "takedown/"}
    return f"/notices/{notice.code}/{where.get(NoticeState(notice.state), '')}"
