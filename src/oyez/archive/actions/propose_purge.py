"""Propose that a channel's old posts are deleted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final

from django.db import IntegrityError, transaction

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.archive.keeping import OWN_KINDS
from oyez.archive.models import Purge, Record, Removal
from oyez.archive.pacing import limits_of
from oyez.archive.purging import stored
from oyez.archive.queries import archived
from oyez.archive.telling import tell_of_wish
from oyez.audit.actions import record
from oyez.domain.delivery import Held
from oyez.domain.errors import NotAllowed, say
from oyez.domain.purge import KEPT_USUALLY, MOST_KEPT, RemovalState, cannot, room
from oyez.domain.roles import Verb
from oyez.govern.models import Channel
from oyez.govern.rights import level, lost_by
from oyez.platforms.profile import Ability
from oyez.platforms.registry import OWN, profile

NOT_ARCHIVED: Final = say(
    "Nothing of this channel is archived yet. Archive it first: what is deleted there cannot be "
    "read again."
)
NOTHING: Final = say("The archive holds no post of this channel from before then.")
TO_COME: Final = say("Name a moment that is over.")
ONE_OPEN: Final = say("A campaign for this channel is open already. Stop it first.")
OWN_OUTLET: Final = say("What stands on our own pages is retracted as a notice, not deleted.")
TOO_SMALL: Final = (
    "Of {points} deletions that the platform allows, so large a share leaves none. Keep less for "
    "incidents."
)
TOO_LARGE: Final = "At most {most} per cent can be kept for incidents."


@transaction.atomic
def propose_purge(
    by: Person, channel: Channel, *, before: datetime, at: datetime, kept: int = KEPT_USUALLY
) -> Purge:
    """List every own post from before then, with why some cannot be deleted; nothing goes yet.

    The list is drawn from the archive, so that nothing is deleted that has no record.
    """
    actor = demand(by, Verb.CHANGE_MODE, channel.unit.path)
    _refuse(channel, before, at, kept=kept)
    records = _posts(channel, before)
    if not records:
        raise NotAllowed(NOTHING, "before")
    try:
        with transaction.atomic():
            purge = Purge.objects.create(
                channel=channel, before=before, kept=kept, proposed_by=by, proposed_at=at
            )
    except IntegrityError:
        raise NotAllowed(ONE_OPEN) from None
    rows = list(_removals(purge, records, at))
    Removal.objects.bulk_create(rows, batch_size=500)
    stays = sum(row.state == RemovalState.KEPT for row in rows)
    tell_of_wish(purge)
    told = {"purge": purge.pk, "posts": len(rows), "stands": stays, "reserve": kept}
    record(actor, "archive.propose_purge", f"channel:{channel.pk}", **told)
    return purge


def _refuse(channel: Channel, before: datetime, at: datetime, *, kept: int) -> None:
    if channel.platform in OWN:
        raise NotAllowed(OWN_OUTLET)
    if not archived(channel):
        raise NotAllowed(NOT_ARCHIVED)
    if before > at:
        raise NotAllowed(TO_COME, "before")
    if not 0 <= kept <= MOST_KEPT:
        raise NotAllowed(say(TOO_LARGE, most=MOST_KEPT), "kept")
    for limit in limits_of(channel):
        if room(limit, kept) < 1:
            raise NotAllowed(say(TOO_SMALL, points=limit.points), "kept")


def _posts(channel: Channel, before: datetime) -> list[Record]:
    """The newest record of each own post; what is known to be gone is none."""
    rows = Record.objects.filter(channel=channel, own=True, kind__in=OWN_KINDS, at__lt=before)
    rows = rows.exclude(delivery__held=Held.GONE).defer("original", "text").order_by("pk")
    newest = {(row.delivery_id or 0, "" if row.delivery_id else row.key): row for row in rows}
    return sorted(newest.values(), key=lambda row: (row.at, row.pk))


def _removals(purge: Purge, records: Iterable[Record], at: datetime) -> Iterator[Removal]:
    channel = purge.channel
    data = profile(channel.platform)
    own = level(data, Ability.RETRACT, lost_by(channel))
    for row in records:
        named = bool(row.platform_id) or row.delivery_id is not None
        why = cannot(own, data.retract_within, named=named, age=at - row.at)
        yield Removal(
            purge=purge,
            record=row,
            delivery_id=row.delivery_id,
            post=row.platform_id,
            at=row.at,
            state=RemovalState.KEPT if why else RemovalState.WAITING,
            why=stored(why) if why else None,
        )
