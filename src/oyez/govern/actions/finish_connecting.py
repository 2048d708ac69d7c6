"""Come back from a platform, and keep what it gave."""

from __future__ import annotations

import re
from collections.abc import Mapping

from django.utils import timezone

from oyez.accounts.queries import demand
from oyez.domain.errors import NotAllowed, say
from oyez.domain.roles import Verb
from oyez.govern import connecting
from oyez.govern.arriving import Arrived, arrive
from oyez.govern.clients import login_of, server
from oyez.govern.connecting import Kept, Traveller
from oyez.govern.models import Channel
from oyez.platforms import consent
from oyez.platforms.consent import Client, Page, Tokens, Way
from oyez.platforms.login import Renews
from oyez.platforms.oauth import LOGINS, addresses
from oyez.platforms.port import Failed, Transport
from oyez.platforms.registry import LABELS

CODE = re.compile(r"[A-Za-z0-9_./-]{1,60}")
ANSWERED = "{platform} answered {code}. Nothing has changed; connect the account again."
DENIED = frozenset({"access_denied", "user_denied", "user_cancelled_login"})
# LinkedIn has a word of its own for each way to say no.
DENIED |= {"user_cancelled_authorize"}


class ToChooseError(NotAllowed):
    """The login leads to several pages: one has to be chosen. `channel` says for which."""

    def __init__(self, channel: Channel) -> None:
        super().__init__(say("Choose the page that this channel speaks for."))
        self.channel = channel


class ReturnedError(NotAllowed):
    """It did not work out, and we know for which channel it was."""

    def __init__(self, refused: NotAllowed, channel: Channel) -> None:
        super().__init__(refused.reason)
        self.channel = channel


def finish_connecting(by: Traveller, said: Mapping[str, str], *, door: Transport) -> Arrived:
    """Trade the code for tokens, see whose they are, and store them.

    `said` are the words with which the platform sent the browser back. The code lives seconds, so
    this is the one deed that waits for a platform.
    """
    kept = connecting.take(by, said.get("state", ""), choosing=False)
    channel = kept.channel
    try:
        demand(by.person, Verb.MANAGE_CHANNELS, channel.unit.path)
        _refuse_no(channel, said)
        way = _way(kept)
        found = consent.trade(
            way, said.get("code", ""), kept.words["proof"], door, at=timezone.now()
        )
        tokens = _good(channel, found)
        if way.login.renews is Renews.PAGE:
            tokens, page = _page(by, way, tokens, channel=channel, door=door)
            return arrive(by.person, channel, tokens, door, page=page)
        return arrive(by.person, channel, tokens, door)
    except ToChooseError:
        raise
    except NotAllowed as refused:
        raise ReturnedError(refused, channel) from refused


def choose_page(by: Traveller, channel: Channel, number: str, *, door: Transport) -> Arrived:
    """Go on with one of the pages that the login led to."""
    kept = connecting.take_choice(by, channel)
    demand(by.person, Verb.MANAGE_CHANNELS, kept.channel.unit.path)
    chosen = next((one for one in kept.words["pages"] if one["id"] == number), None)
    if chosen is None:
        raise NotAllowed(say("This page was not among them. Connect the account again."))
    granted = kept.words["granted"]
    secrets = kept.words["secrets"] | {"token": chosen["token"]}
    tokens = Tokens(secrets, None if granted is None else frozenset(granted))
    page = Page(chosen["id"], chosen["name"], chosen["token"])
    return arrive(by.person, kept.channel, tokens, door, page=page)


def _refuse_no(channel: Channel, said: Mapping[str, str]) -> None:
    error = said.get("error", "")
    if error in DENIED:
        name = LABELS.get(channel.platform, channel.platform)
        raise NotAllowed(say("You said no on {platform}. Nothing has changed.", platform=name))
    if error or not said.get("code"):
        _answered(channel, error if CODE.fullmatch(error) else "-")


def _answered(channel: Channel, code: str) -> None:
    name = LABELS.get(channel.platform, channel.platform)
    raise NotAllowed(say(ANSWERED, platform=name, code=code))


def _way(kept: Kept) -> Way:
    channel, words = kept.channel, kept.words
    if login_of(channel) is None or server(channel) != words["server"]:
        raise NotAllowed(say("The entry of the channel has changed since you set out."))
    login = LOGINS[channel.platform]
    client = Client(words["id"], words["secret"])
    return Way(login, addresses(login, channel.base_url), client, words["back"])


def _good(channel: Channel, found: Tokens | Failed) -> Tokens:
    if isinstance(found, Failed):
        name = LABELS.get(channel.platform, channel.platform)
        raise NotAllowed(say(ANSWERED, platform=name, code=found.code))
    return found


def _page(
    by: Traveller, way: Way, tokens: Tokens, *, channel: Channel, door: Transport
) -> tuple[Tokens, Page]:
    """The page that is meant: the channel's own, the only one, or one that a person chooses."""
    person = tokens.secrets["token"]
    listed, given = consent.pages(way, person, door), consent.permissions(way, person, door)
    for one in (listed, given):
        if isinstance(one, Failed):
            _answered(channel, one.code)
    pages = listed if isinstance(listed, list) else []
    granted = given if isinstance(given, frozenset) else frozenset()
    meant = [one for one in pages if channel.account in {one.id, one.name}] or pages
    if not meant:
        raise NotAllowed(say("This login leads to no page. Tick the page when you are asked."))
    if len(meant) == 1:
        secrets = {**tokens.secrets, "token": meant[0].token}
        return Tokens(secrets, granted), meant[0]
    rest = {name: word for name, word in tokens.secrets.items() if name != "token"}
    listing = [{"id": one.id, "name": one.name, "token": one.token} for one in pages]
    words = {"pages": listing, "granted": sorted(granted), "secrets": rest}
    connecting.keep(by, channel, words, choosing=True)
    raise ToChooseError(channel)
