"""Write the planned changes of a channel's mode whose moment has come."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from oyez.audit.actions import record
from oyez.domain.channel import Mode, may_become
from oyez.govern.models import Channel, ModeChange
from oyez.govern.models.mode_change import PENDING

WORKER = "worker"
OVERTAKEN = "The channel is {mode}, so this could not happen any more."


@transaction.atomic
def apply_modes(channel: int, *, at: datetime) -> list[ModeChange]:
    """Each change once, in order, at or after its moment; those that were written or overtaken.

    Whoever comes second finds nothing left to do. The rules have counted with the change since its
    moment, so this only lets the row and the ledger follow.
    """
    held = Channel.objects.select_for_update().filter(pk=channel).first()
    if held is None:
        return []
    rows = ModeChange.objects.filter(PENDING, channel=held, at__lte=at).order_by("at", "pk")
    return [one for one in rows if _written(held, one, at)]


def _written(channel: Channel, change: ModeChange, at: datetime) -> bool:
    old, new = Mode(channel.mode), Mode(change.to_mode)
    opened = old is new is Mode.ACTIVE  # a channel that waited for its opening
    if may_become(old, new) and not opened:
        return _overtaken(change, old, at)
    same = ModeChange.objects.filter(PENDING, pk=change.pk)
    if same.update(done_at=at, from_mode=old) != 1:
        return False
    moved = Channel.objects.filter(pk=channel.pk, mode=old)
    if moved.update(mode=new, mode_changed_at=change.at) != 1:
        raise RuntimeError("a channel that is held has changed")
    channel.mode, channel.mode_changed_at, change.done_at = new, change.at, at
    words = {"old": old.value, "new": new.value, "change": change.pk, "about": change.about}
    record(WORKER, "govern.change_mode", f"channel:{channel.pk}", **words)
    return True


def _overtaken(change: ModeChange, mode: Mode, at: datetime) -> bool:
    """Somebody has changed the channel otherwise, so that this cannot happen any more."""
    reason = OVERTAKEN.format(mode=mode.value)
    same = ModeChange.objects.filter(PENDING, pk=change.pk)
    if same.update(cancelled_at=at, reason=reason) != 1:
        return False
    change.cancelled_at, change.reason = at, reason
    words = {"new": change.to_mode, "change": change.pk, "about": change.about}
    record(WORKER, "govern.leave_mode", f"channel:{change.channel_id}", old=mode.value, **words)
    return True
