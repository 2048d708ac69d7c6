"""Hand out everything that is kept of a channel."""

from __future__ import annotations

from datetime import datetime
from typing import IO, Any

from django.db import transaction

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.archive.exporting import export
from oyez.audit.actions import record
from oyez.domain.roles import Verb
from oyez.govern.models import Channel


def hand_out(
    by: Person | None, channel: Channel, into: IO[bytes], *, at: datetime
) -> dict[str, Any]:
    """Write all records into a file; what the file says of itself.

    Words of citizens leave the house with it, so that who took them stands in the ledger.
    """
    actor = demand(by, Verb.CHANGE_MODE, channel.unit.path)
    told = export(channel, into, at)
    with transaction.atomic():
        facts = {"records": told["records"], "fingerprint": told["index"]}
        record(actor, "archive.hand_out", f"channel:{channel.pk}", **facts)
    return told
