"""Take the labelled replies of a sample out of the house."""

from __future__ import annotations

from django.db import transaction

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.audit.actions import record
from oyez.domain.roles import Verb
from oyez.listen.exporting import lines_of
from oyez.listen.models import Sample


@transaction.atomic
def export_labels(by: Person | None, sample: Sample) -> list[str]:
    """The lines; the ledger keeps who took how many."""
    actor = demand(by, Verb.DRAW_SAMPLE, sample.channel.unit.path)
    lines = list(lines_of(sample))
    record(actor, "listen.export_labels", f"sample:{sample.pk}", considered=len(lines))
    return lines
