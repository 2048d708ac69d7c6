"""Keep records although their time is over, and let go of them again."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.utils import timezone

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.archive.models import Hold, Record
from oyez.audit.actions import record as enter
from oyez.domain.errors import NotAllowed, say
from oyez.domain.roles import Verb
from oyez.govern.models import Channel

LONGEST: Final = 500
NO_REASON: Final = say("Write why it is held: a case, a request, a law.")
TOO_LONG: Final = say("The reason has more than 500 characters.")
OVER: Final = say("The last day of the hold is over.")


@transaction.atomic
def hold(
    by: Person | None,
    about: Channel | Record,
    reason: str,
    *,
    at: datetime,
    until: date | None = None,
) -> Hold:
    """Hold one record, or everything of a channel, until a day or until somebody lifts it."""
    one = about if isinstance(about, Record) else None
    channel = about.channel if isinstance(about, Record) else about
    actor = demand(by, Verb.CHANGE_MODE, channel.unit.path)
    why = _checked(reason)
    if until is not None and until < timezone.localdate(at, timezone.get_default_timezone()):
        raise NotAllowed(OVER, "until")
    row = Hold.objects.create(channel=channel, record=one, reason=why, until=until, by=by, at=at)
    day = until.isoformat() if until else ""
    whole = one is None
    enter(actor, "archive.hold", f"channel:{channel.pk}", hold=row.pk, ends_on=day, whole=whole)
    return row


@transaction.atomic
def lift_hold(by: Person | None, held: Hold, reason: str, *, at: datetime) -> Hold:
    """End a hold; what its time is over for is forgotten from then on."""
    actor = demand(by, Verb.CHANGE_MODE, held.channel.unit.path)
    why = _checked(reason)
    rows = Hold.objects.filter(pk=held.pk, lifted_at=None)
    if rows.update(lifted_by=by, lifted_at=at, lifted_because=why) != 1:
        raise NotAllowed(say("Somebody has lifted this hold already."))
    held.refresh_from_db()
    enter(actor, "archive.lift_hold", f"channel:{held.channel_id}", hold=held.pk)
    return held


def _checked(reason: str) -> str:
    reason = reason.strip()
    if not reason:
        raise NotAllowed(NO_REASON, "reason")
    if len(reason) > LONGEST:
        raise NotAllowed(TOO_LONG, "reason")
    return reason
