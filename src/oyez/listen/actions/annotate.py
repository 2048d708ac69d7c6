"""Label one thing of a sample."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed, say
from oyez.domain.inbox.annotation import CANNOT_TELL, WORDS, Said, Turn, turn_for
from oyez.domain.inbox.labels import Label as Word
from oyez.domain.roles import Verb
from oyez.listen.models import InboxItem, Label, SampleItem

BUSY = say("Somebody else has labelled this meanwhile. Here is the next one.")


@transaction.atomic
def annotate(by: Person, one: SampleItem, said: Said, *, at: datetime) -> Label:
    """Keep a person's word, in the turn that is open to them; the ledger does not learn which."""
    actor = demand(by, Verb.ANNOTATE, one.sample.channel.unit.path)
    if said.label not in WORDS:
        raise NotAllowed(say("Choose one of the labels."))
    if is_wordless(one.item) and said.label != CANNOT_TELL:
        raise NotAllowed(say("Its words are gone. Nobody can tell what it was."))
    turn = turn_for(by.pk, _known(one), twice=one.twice)
    if turn is None:
        raise NotAllowed(BUSY)
    told = said.label != CANNOT_TELL
    try:
        with transaction.atomic():
            row = Label.objects.create(
                sample_item=one,
                turn=turn,
                label=said.label,
                abusive=told and (said.abusive or said.label == Word.ABUSE),
                warning=told and said.warning,
                by=by,
                at=at,
            )
    except IntegrityError as error:
        raise NotAllowed(BUSY) from error
    record(actor, "listen.annotate", f"sample:{one.sample_id}", item=one.position, turn=int(turn))
    return row


def _known(one: SampleItem) -> dict[Turn, Said]:
    rows = one.labels.all()
    return {Turn(row.turn): Said(row.by_id, row.label, row.abusive, row.warning) for row in rows}


def is_wordless(item: InboxItem) -> bool:
    """Whether its words are gone, so that nobody can tell what it was."""
    return item.deleted_at is not None or not item.text.strip()
