"""Say what something in the inbox is."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.audit.actions import record
from oyez.domain.inbox.labels import SETTLES, Label
from oyez.domain.roles import Verb
from oyez.listen.models import InboxItem
from oyez.listen.models.inbox_item import Place
from oyez.listen.queries import newest_scores


@transaction.atomic
def label_item(by: Person | None, item: InboxItem, label: Label, *, at: datetime) -> None:
    """A person's word counts from then on, whatever a scorer says.

    With it the item is done where nobody waits for an answer; any other stays, or comes back.
    """
    actor = demand(by, Verb.TRIAGE, item.channel.unit.path)
    row = InboxItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    old, row.label = row.label, label
    row.labelled_by, row.labelled_at, row.read_at = by, at, row.read_at or at
    row.place = _place(row, label)
    if row.deleted_at is None:
        row.open_at = None if label in SETTLES else row.open_at or at
    row.save(update_fields=("label", "labelled_by", "labelled_at", "read_at", "place", "open_at"))
    record(actor, "listen.label_item", f"inbox:{row.pk}", old=old, new=label.value)


def _place(row: InboxItem, label: Label) -> Place:
    """What is urgent goes first; a warning about us stays one whatever else it is."""
    if label is Label.URGENT:
        return Place.URGENT
    score = newest_scores([row.pk]).get(row.pk)
    return Place.WARNING if score and score.alarming else Place.OTHER
