"""Look now at what a notice links to, because somebody asks or a reply warns."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed, say
from oyez.domain.roles import Verb
from oyez.domain.watching import closer
from oyez.guard.models import Watch
from oyez.guard.watching import hurry
from oyez.publish.models import Notice


@transaction.atomic
def look_again(by: Person, notice: Notice, *, at: datetime) -> int:
    """A person asks; returns how many addresses are looked at."""
    actor = demand(by, Verb.SEE, notice.unit.path)
    rows = Watch.objects.filter(notice=notice)
    if not rows.filter(next_at__isnull=False).exists():
        raise NotAllowed(say("No link of this notice is under watch."))
    asked = hurry(rows, at)
    if asked:
        record(actor, "guard.look_again", f"notice:{notice.code}")
    return asked


def look_closer(notice: Notice, *, at: datetime, since: datetime | None = None) -> int:
    """The guard asks, and watches more closely for some minutes; asking again does no harm.

    What was looked at after `since`, the newest warning, is not looked at again for it.
    """
    rows = Watch.objects.filter(notice=notice)
    if since is not None:
        rows = rows.filter(Q(seen_at=None) | Q(seen_at__lt=since))
    for row in rows.filter(next_at__isnull=False).only("quick_until", "quick_every"):
        until, every = closer(at, row.quick_until, row.quick_every)
        rows.filter(pk=row.pk).update(quick_until=until, quick_every=every)
    return hurry(rows, at)
