"""Who is on call: how long a duty may last, and where the rota has holes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from oyez.domain.errors import Sentence, say

LONGEST = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time; its end does not belong to it."""

    begins: datetime
    ends: datetime


def span_refusal(begins: datetime, ends: datetime, now: datetime) -> tuple[Sentence, str] | None:
    """Why a duty cannot be entered with these times, and the field concerned; or None."""
    if ends <= begins:
        return say("The duty would end before it begins."), "ends_at"
    if ends <= now:
        return say("This time is over already."), "ends_at"
    if ends - begins > LONGEST:
        days = LONGEST.days
        return say("A duty lasts {days} days at most; enter several.", days=days), "ends_at"
    return None


def gaps(covered: Iterable[Span], window: Span) -> list[Span]:
    """The parts of the window that nothing covers, in order."""
    found: list[Span] = []
    reached = window.begins
    for span in sorted(covered, key=lambda one: one.begins):
        if span.begins >= window.ends:
            break
        if span.begins > reached:
            found.append(Span(reached, span.begins))
        reached = max(reached, span.ends)
    if reached < window.ends:
        found.append(Span(reached, window.ends))
    return found
