"""Store the credentials of a channel."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed, say
from oyez.domain.roles import Verb
from oyez.govern import vault
from oyez.govern.health import start_anew
from oyez.govern.models import Channel


@transaction.atomic
def set_secrets(by: Person | None, channel: Channel, plain: Mapping[str, str]) -> None:
    """Replace all secrets of the channel; the ledger learns their names only."""
    actor = demand(by, Verb.MANAGE_CHANNELS, channel.unit.path)
    if not vault.update_secrets(channel, plain):
        raise NotAllowed(say("Somebody else has just changed this channel. Look at it again."))
    start_anew(channel, timezone.now())
    record(actor, "govern.set_secrets", f"channel:{channel.pk}", names=sorted(plain))
