"""Make a notice of what was prepared for an incident: a draft, which a second person approves."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from oyez.accounts.models import Person
from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed, say
from oyez.domain.incident import Wish
from oyez.domain.notice import Urgency
from oyez.govern.models import Unit
from oyez.guard.chronicle import moments_of
from oyez.guard.drafting import known_of, words_of
from oyez.guard.models import Incident
from oyez.publish.actions import compose, correct
from oyez.publish.draft import Draft
from oyez.publish.issue import OUT
from oyez.publish.models import Notice

URGENCIES = {Wish.STATEMENT: Urgency.CRITICAL, Wish.ALL_CLEAR: Urgency.CRITICAL}
NOTE = "Correction after an incident"


@transaction.atomic
def draft_words(by: Person, incident: Incident, wish: Wish, *, at: datetime) -> Notice:
    """A correction of the notice while it is out, else a notice of its own, as a draft.

    A statement brings its all-clear along, prepared, as every critical notice brings its end.
    """
    known = known_of(incident, moments_of(incident))
    texts = words_of(known, wish)
    notice = incident.notice
    if wish is Wish.CORRECTION and notice is not None and notice.state in OUT:
        correct(by, notice, Draft(texts=texts, note=NOTE), at=at)
        record(by.signature, "guard.draft_words", f"incident:{incident.pk}", kind=wish.value)
        return notice
    urgency = URGENCIES.get(wish, Urgency.IMPORTANT)
    ready = words_of(known, Wish.ALL_CLEAR) if urgency is Urgency.CRITICAL else []
    draft = Draft(texts=texts, urgency=urgency, prepared=ready)
    written = compose(by, unit_of(incident), draft, at=at)
    incident.said.add(written)
    record(by.signature, "guard.draft_words", f"incident:{incident.pk}", kind=wish.value)
    return written


def unit_of(incident: Incident) -> Unit:
    """Who speaks: the unit concerned, or the first one of its place that has a page of its own."""
    if incident.notice:
        return incident.notice.unit
    if incident.channel:
        return incident.channel.unit
    rows = Unit.objects.filter(path__startswith=incident.path, channels__platform="page")
    unit = rows.order_by("path").first()
    if unit is None:
        raise NotAllowed(say("No unit here has a page of its own on which it could speak."))
    return unit
