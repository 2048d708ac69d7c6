"""Change how much a channel is used."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.audit.actions import record
from oyez.domain.channel import Mode, may_become
from oyez.domain.errors import NotAllowed, say
from oyez.domain.roles import Verb
from oyez.govern.actions.apply_modes import apply_modes
from oyez.govern.models import Channel


def change_mode(by: Person | None, channel: Channel, mode: Mode, *, reason: str) -> Channel:
    """Move the channel to another mode of its life; in force as soon as this commits.

    A planned change whose moment has come is written first, so that all happens in order; whoever
    saw the channel as it was before is told to look again.
    """
    actor = demand(by, Verb.CHANGE_MODE, channel.unit.path)
    apply_modes(channel.pk, at=timezone.now())
    return _change(actor, channel, mode, reason)


@transaction.atomic
def _change(actor: str, channel: Channel, mode: Mode, reason: str) -> Channel:
    old = Mode(channel.mode)
    if why_not := may_become(old, mode):
        raise NotAllowed(why_not, "mode")
    if not reason.strip():
        raise NotAllowed(say("A change of mode needs a reason."), "reason")
    now = timezone.now()
    same = Channel.objects.filter(pk=channel.pk, mode=old)
    if same.update(mode=mode, mode_changed_at=now) != 1:
        raise NotAllowed(say("Somebody else has just changed this channel. Look at it again."))
    channel.mode, channel.mode_changed_at = mode, now
    record(
        actor,
        "govern.change_mode",
        f"channel:{channel.pk}",
        old=old.value,
        new=mode.value,
        reason=reason.strip(),
    )
    return channel
