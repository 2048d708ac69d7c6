"""Plan changes of modes, and call them off."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.audit.actions import record
from oyez.domain.channel import Mode
from oyez.domain.errors import NotAllowed, say
from oyez.domain.mode_change import Change, refusal_of_order
from oyez.domain.roles import Verb
from oyez.govern.actions.apply_modes import apply_modes
from oyez.govern.models import Channel, ModeChange
from oyez.govern.models.mode_change import PENDING
from oyez.govern.planned import mode_now


@dataclass(frozen=True, slots=True)
class Planned:
    """A change to come."""

    channel: Channel
    to: Mode
    at: datetime


@transaction.atomic
def plan_modes(
    by: Person | None, wanted: Sequence[Planned], *, about: str, at: datetime
) -> list[ModeChange]:
    """From their moments on these changes are in force; in the order in which they were given.

    NotAllowed for one in the past, for an order that the modes forbid, and where something else is
    planned for one of the channels.
    """
    actor, made = "", list[ModeChange]()
    ids = sorted({one.channel.pk for one in wanted})
    # In one order, so that two plans at the same moment do not wait for each other.
    held = list(Channel.objects.select_for_update().filter(pk__in=ids).order_by("pk"))
    for channel in held:
        actor = demand(by, Verb.CHANGE_MODE, channel.unit.path)
        _refuse(channel, [one for one in wanted if one.channel.pk == channel.pk], at)
    for one in wanted:
        row = ModeChange(channel=one.channel, to_mode=one.to, at=one.at, about=about)
        row.save(force_insert=True)
        made.append(row)
    told = [f"{one.channel_id} {one.to_mode} {one.at.isoformat()}" for one in made]
    record(actor or "command", "govern.plan_modes", about, new=told)
    return made


def _refuse(channel: Channel, wanted: Sequence[Planned], at: datetime) -> None:
    if any(one.at <= at for one in wanted):
        template = "The time at which {channel} would change lies in the past."
        raise NotAllowed(say(template, channel=channel.name), "hour")
    if ModeChange.objects.filter(PENDING, channel=channel).exists():
        template = "Another plan changes {channel} already. Stop that one first."
        raise NotAllowed(say(template, channel=channel.name), "channels")
    changes = [Change(place, one.at, one.to) for place, one in enumerate(wanted)]
    if refused := refusal_of_order(Mode(channel.mode), changes):
        raise NotAllowed(refused, "channels")


@transaction.atomic
def call_off_modes(
    by: Person | None, changes: Iterable[int], *, reason: str, at: datetime
) -> list[int]:
    """What has not come yet does not come; the channels whose opening was called off.

    What has come is in force and is written first. A channel that waited for its opening stays
    shut, because nobody decided that it opens now.
    """
    rows = list(ModeChange.objects.filter(pk__in=list(changes)).select_related("channel__unit"))
    paths = {one.channel_id: one.channel.unit.path for one in rows}
    for pk in sorted(paths):
        demand(by, Verb.CHANGE_MODE, paths[pk])
        apply_modes(pk, at=at)
    fresh = Channel.objects.select_for_update().filter(pk__in=paths).order_by("pk")
    shut = [one.pk for one in fresh if mode_now(one, at).opens]
    left = ModeChange.objects.filter(PENDING, pk__in=[one.pk for one in rows])
    ended = sorted(left.values_list("pk", flat=True))
    left.update(cancelled_at=at, reason=reason[:300])
    Channel.objects.filter(pk__in=shut).update(mode=Mode.CLOSING, mode_changed_at=at)
    actor = by.signature if by else "command"
    if ended:
        record(actor, "govern.call_off_modes", rows[0].about, old=ended, shut=shut)
    return shut
