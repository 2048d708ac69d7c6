"""Add an entry to the ledger."""

from __future__ import annotations

from dataclasses import asdict

from django.conf import settings
from django.db import connection
from django.utils import timezone

from oyez.audit.chain import Facts, plain, seal
from oyez.audit.models import Entry, Head
from oyez.web.middleware import current_request_id


class LedgerError(Exception):
    """The head of the ledger is missing or does not fit; `oyez ledger verify` says more."""


def record(actor: str, action: str, object: str, **data: object) -> Entry:
    """Add one entry inside the caller's transaction, so that deed and entry stand or fall together.

    `data` holds identifiers, numbers and states; never the text of a notice, never a secret.
    Writers queue here until the caller commits, so call it last.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("record() belongs into the transaction of what it records")
    head = Head.objects.select_for_update().filter(pk=1).first()
    if head is None:
        raise LedgerError("the head of the ledger is missing")
    facts = Facts(
        seq=head.seq + 1,
        at=timezone.now(),
        actor=actor,
        action=action,
        object=object,
        request_id=current_request_id(),
        data=plain(data),
        previous=head.hash,
    )
    entry = Entry(**asdict(facts), hash=seal(facts, settings.LEDGER_KEY))
    entry.save(force_insert=True)
    moved = Head.objects.filter(pk=1, seq=head.seq).update(seq=entry.seq, hash=entry.hash)
    if moved != 1:
        raise LedgerError("the head of the ledger moved while an entry was written")
    return entry
