"""Store everything that a channel holds."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.archive.models import Archiving
from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed, say
from oyez.domain.roles import Verb
from oyez.govern.models import Channel


@transaction.atomic
def begin_archiving(by: Person | None, channel: Channel, *, at: datetime) -> Archiving:
    """Begin a run; the worker does it in portions. One that runs already is given back.

    A later run stores only what is new.
    """
    actor = demand(by, Verb.CHANGE_MODE, channel.unit.path)
    running = Archiving.objects.filter(channel=channel, finished_at=None).first()
    if running is not None:
        return running
    try:
        with transaction.atomic():
            run = Archiving.objects.create(channel=channel, begun_by=by, begun_at=at, due_at=at)
    except IntegrityError:
        raise NotAllowed(
            say("Somebody else has just begun to archive this channel. Look at it again.")
        ) from None
    record(actor, "archive.begin_archiving", f"channel:{channel.pk}", archive=run.pk)
    return run
