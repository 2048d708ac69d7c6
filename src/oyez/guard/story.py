"""An incident as its page and its report tell it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from oyez.audit.queries import head
from oyez.domain.delivery import Held
from oyez.domain.incident import Moment, Span, spans
from oyez.govern.models import Authority
from oyez.guard.chronicle import moments_of
from oyez.guard.models import Incident, Measure
from oyez.guard.queries.alarms import Heard, heard_about, places_of
from oyez.guard.queries.incidents import authority_of, measures_of
from oyez.platforms.registry import LABELS
from oyez.publish.models import Delivery
from oyez.web.translate import spoken_row
from oyez.web.words import word

COPIES = frozenset({"email", "sms", "webpush", "whatsapp"})  # their readers keep what they got


@dataclass(frozen=True, slots=True)
class Remaining:
    """Where something may still be read, and why."""

    where: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Seal:
    """The last seal of the ledger at the time of the report: with it, nobody changes it later."""

    number: int
    hash: str


@dataclass(frozen=True, slots=True)
class Story:
    """All of it at one time."""

    incident: Incident
    authority: Authority | None
    at: datetime
    moments: list[Moment]
    spans: list[Span]
    heard: Heard | None
    remaining: list[Remaining]
    measures: list[Measure]
    seal: Seal | None

    @property
    def begins(self) -> datetime:
        """The moment from which seconds are counted."""
        return self.moments[0].at if self.moments else self.incident.opened_at

    def seconds(self, moment: Moment) -> float:
        """How long after the beginning something happened."""
        return (moment.at - self.begins).total_seconds()


def story_of(incident: Incident, now: datetime) -> Story:
    """Read everything once."""
    found = moments_of(incident)
    end = head()
    return Story(
        incident=incident,
        authority=authority_of(incident),
        at=now,
        moments=found,
        spans=spans(found),
        heard=heard_about(incident.notice) if incident.notice else None,
        remaining=_remaining(incident),
        measures=list(measures_of(incident)),
        seal=Seal(end.seq, end.hash) if end else None,
    )


def _remaining(incident: Incident) -> list[Remaining]:
    """Channels that are not proved clear, and those whose readers keep copies."""
    if incident.notice is None or incident.notice.retracted_at is None:
        return []
    found = []
    for row in places_of(incident.notice):
        if row.held not in (Held.GONE, Held.REFUSED):
            found.append(Remaining(word(row.channel.name), spoken_row(row.reason)))
        elif row.platform in COPIES and row.receipts.all():
            found.append(Remaining(word(row.channel.name), _kept(row)))
    return found


def _kept(row: Delivery) -> str:
    return word(LABELS.get(row.platform, row.platform))
