"""What the inbox puts on pages of other rooms: the desk, and a notice."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from oyez.accounts.sections import Section, offer
from oyez.accounts.sight import Sight
from oyez.domain.inbox.waiting import USUAL
from oyez.domain.roles import Verb
from oyez.listen.models.inbox_item import Place
from oyez.listen.queries.inbox import MOST, Asked, inbox
from oyez.listen.words import KINDS
from oyez.platforms.heard import Heard
from oyez.publish.models import Notice

FEW = 5


def offer_sections() -> None:
    """Enter them."""
    offer("desk", on_desk)
    offer("notice", on_notice)


def on_desk(sight: Sight, about: object, now: datetime) -> Section | None:  # noqa: ARG001 (a source's shape)
    """What is urgent and unread, what the person looks after, and what has waited for long."""
    if not sight.scopes(Verb.TRIAGE):
        return None
    unread = Q(place=Place.URGENT, read_at=None)
    late = Q(open_at__lte=now - USUAL.other)
    rows = inbox(sight, Asked()).filter(unread | Q(assigned_to=sight.person) | late)
    found = rows.select_related("channel").order_by("place", "-pk")[: FEW + 1]
    items = [
        {
            "item": row,
            "kind": KINDS[Heard(row.kind)],
            "urgent": row.place == Place.URGENT,
            "mine": row.assigned_to_id == sight.person.pk,
        }
        for row in found
    ]
    if not items:
        return None
    return Section("listen/desk.html", {"rows": items[:FEW], "more": items[FEW:]})


def on_notice(sight: Sight, about: object, now: datetime) -> Section | None:  # noqa: ARG001 (a source's shape)
    """How much was said about the notice, and the way there; no more than a hundred are counted."""
    if not isinstance(about, Notice) or about.live_at is None:
        return None
    rows = inbox(sight, Asked(notice=about.code, everything=True))
    count = len(rows.values_list("pk", flat=True)[:MOST])
    data = {"notice": about, "count": count, "most": MOST}
    return Section("listen/notice.html", data) if count else None
