"""Set out to a platform in order to connect a channel's account."""

from __future__ import annotations

from django.db import transaction

from oyez.accounts.queries import demand
from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed, say
from oyez.domain.roles import Verb
from oyez.govern import connecting
from oyez.govern.clients import client_of, keep_client, login_of, server
from oyez.govern.connecting import Traveller
from oyez.govern.models import Channel
from oyez.platforms import consent
from oyez.platforms.consent import Client, Way
from oyez.platforms.login import Addresses, Login
from oyez.platforms.oauth import addresses
from oyez.platforms.port import Failed, Transport
from oyez.platforms.registry import LABELS

ANSWERED = "{platform} answered {code}. Nothing has changed; try again later."


def begin_connecting(by: Traveller, channel: Channel, *, back: str, door: Transport) -> str:
    """The address on the platform to which the browser goes; `back` is where it returns to.

    A server that lets anybody register is asked for an app first, once.
    """
    actor = demand(by.person, Verb.MANAGE_CHANNELS, channel.unit.path)
    login = login_of(channel)
    if login is None:
        raise NotAllowed(say("Accounts of this platform are connected by their credentials."))
    if login.registers and not channel.base_url:
        raise NotAllowed(say("The address of the server is missing in the entry of the channel."))
    to, client = addresses(login, channel.base_url), client_of(channel)
    if client is None:
        client = _registered(actor, channel, to, back=back, door=door)
    proof = consent.verifier()
    words = {"proof": proof, "id": client.id, "secret": client.secret, "back": back}
    words["server"] = server(channel)
    state = connecting.keep(by, channel, words, choosing=False)
    return consent.there(Way(login, to, client, back), state, proof)


def _registered(
    actor: str, channel: Channel, to: Addresses, *, back: str, door: Transport
) -> Client:
    login: Login | None = login_of(channel)
    if login is None or not login.registers:
        raise NotAllowed(say("First enter the app of the authority on this platform."))
    found = consent.register(to, login.scopes, back, door)
    if isinstance(found, Failed):
        name = LABELS.get(channel.platform, channel.platform)
        raise NotAllowed(say(ANSWERED, platform=name, code=found.code))
    with transaction.atomic():
        keep_client(channel, found)
        thing = f"channel:{channel.pk}"
        record(actor, "govern.register_app", thing, address=server(channel))
    return found
