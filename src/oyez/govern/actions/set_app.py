"""Enter the app with which an authority is known at a platform."""

from __future__ import annotations

from django.db import transaction

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed, say
from oyez.domain.roles import Verb
from oyez.govern.clients import keep_client, login_of, server
from oyez.govern.models import Channel
from oyez.platforms.consent import Client


@transaction.atomic
def set_app(by: Person | None, channel: Channel, *, client_id: str, client_secret: str) -> None:
    """The app serves all channels of the authority there; the ledger learns no word of it."""
    authority = channel.unit.authority
    actor = demand(by, Verb.MANAGE_CHANNELS, authority.path)
    login = login_of(channel)
    if login is None or login.registers:
        raise NotAllowed(say("This platform needs no app to be entered."))
    keep_client(channel, Client(client_id, client_secret))
    record(
        actor,
        "govern.set_app",
        f"authority:{authority.pk}",
        platform=channel.platform,
        address=server(channel) or login.home,
    )
