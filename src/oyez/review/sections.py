"""What reviews put on the desk of whoever decides."""

from __future__ import annotations

from datetime import datetime

from oyez.accounts.sections import Section, offer
from oyez.accounts.sight import Sight
from oyez.domain.roles import Verb
from oyez.review.opening import today
from oyez.review.queries import waiting_for

FEW = 5


def offer_sections() -> None:
    """Enter it."""
    offer("desk", on_desk)


def on_desk(sight: Sight, about: object, now: datetime) -> Section | None:  # noqa: ARG001 (a source's shape)
    """Reviews whose evidence is to be frozen, or about whose channels is to be decided."""
    if not sight.scopes(Verb.DECIDE_REVIEW):
        return None
    rows = waiting_for(sight, today(now), FEW)
    return Section("review/desk.html", {"rows": rows}) if rows else None
