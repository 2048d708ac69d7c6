"""When everything is locked: an incident for each authority, its evidence kept, its tasks given."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from oyez.accounts.models import Person
from oyez.accounts.queries import people_who_may
from oyez.audit.actions import record
from oyez.domain.roles import Verb
from oyez.govern.by_hand import left_by_hand
from oyez.govern.locking import Locking
from oyez.govern.models import Authority
from oyez.guard.actions.promise import write
from oyez.guard.models import Incident
from oyez.web.words import word

SOON: Final = timedelta(days=1)
NAMED: Final = 5


@transaction.atomic
def begin_compromise(locking: Locking) -> dict[str, int]:
    """Nothing that was heard is forgotten from now on; what people have to do by hand is named.

    The statement is not sent here: it is drafted on the incident's page, and a second person, or
    one who breaks the glass, sends it.
    """
    bodies = {one.path: one for one in _speaking()}
    tasks = 0
    for authority in bodies.values():
        incident = _open(authority, locking)
        tasks += _give(incident, authority, locking)
    return {"incidents": len(bodies), "tasks": tasks}


def _speaking() -> list[Authority]:
    """The authorities that have channels of their own."""
    rows = Authority.objects.filter(units__channels__isnull=False)
    return list(rows.distinct().order_by("path"))


def _open(authority: Authority, locking: Locking) -> Incident:
    about = f"lock:{authority.path}"
    standing = Q(about=about, resolved_at=None)
    if known := Incident.objects.filter(standing).first():
        Incident.objects.filter(pk=known.pk).update(locked_at=locking.at)
        return known
    with override(_language(locking.by)):
        title = _("Somebody may have got in: {name}").format(name=authority.name)
    row = Incident.objects.create(
        path=authority.path,
        about=about,
        title=title[:300],
        opened_at=locking.at,
        opened_by=locking.by,
        held_at=locking.at,
        locked_at=locking.at,
    )
    record(locking.actor, "guard.open_incident", f"incident:{row.pk}", path=authority.path)
    return row


def _give(incident: Incident, authority: Authority, locking: Locking) -> int:
    """One task for each platform with accounts of the authority; those that stand stay."""
    owner = _owner(authority, locking.by)
    if owner is None or incident.measures.filter(done_at=None).exists():
        return 0
    due = timezone.localdate(locking.at) + SOON
    given = 0
    for left in left_by_hand(authority):
        names = ", ".join(channel.name for channel in left.channels[:NAMED])
        with override(_language(owner)):
            what = _("Take back the accounts on {platform}: {names}").format(
                platform=word(left.label), names=names
            )
        write(incident, what, owner, by=locking.by, actor=locking.actor, due=due, at=locking.at)
        given += 1
    return given


def _owner(authority: Authority, by: Person | None) -> Person | None:
    """Whoever locked, where they administer it; else the first who does."""
    able = people_who_may(Verb.MANAGE_CHANNELS, authority.path)
    if by is not None and able.filter(pk=by.pk).exists():
        return by
    return able.first() or by


def _language(person: Person | None) -> str:
    return person.language if person else "en"
