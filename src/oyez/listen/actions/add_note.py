"""Tell one's colleagues something about an item."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed, say
from oyez.domain.roles import Verb
from oyez.listen.models import InboxItem, Note

LONGEST = 2000


@transaction.atomic
def add_note(by: Person, item: InboxItem, text: str, *, at: datetime) -> Note:
    """A note beside the item; the public never sees it."""
    actor = demand(by, Verb.TRIAGE, item.channel.unit.path)
    if not text.strip():
        raise NotAllowed(say("Write the note."), "text")
    if len(text) > LONGEST:
        raise NotAllowed(say("A note has at most {most} characters.", most=LONGEST), "text")
    note = Note.objects.create(item=item, by=by, at=at, text=text.strip())
    record(actor, "listen.add_note", f"inbox:{item.pk}")
    return note
