"""What is only known outside: posts that others put on our account, and the public pages."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from typing import Final

from oyez.archive.keeping import Held
from oyez.archive.models.record import Kind
from oyez.archive.storing import Stored, store
from oyez.archive.warc import Page, write
from oyez.domain.delivery import FailureClass, Support
from oyez.domain.errors import Sentence, say
from oyez.govern import vault
from oyez.govern.models import Channel
from oyez.govern.renewing import Held as Sealed
from oyez.govern.renewing import asking, renew
from oyez.looking.body import Kind as Body
from oyez.looking.door import Door as Looking
from oyez.looking.page import take_apart
from oyez.platforms import port
from oyez.platforms.own import OwnPost
from oyez.platforms.profile import Ability
from oyez.platforms.registry import ADAPTERS, LABELS, adapter, profile

EVER: Final = datetime(2006, 7, 16, tzinfo=UTC)  # no platform that we know is older
SHORTER: Final = (timedelta(days=365), timedelta(days=90), timedelta(days=30))
MOST_PAGES: Final = 25
NOT_ASKED: Final = port.Failed(FailureClass.TRANSIENT, "not_asked")

NO_LIST: Final = (
    "{platform} does not list what stands on an account. Posts that did not go out through Oyez "
    "are in the platform’s own export: read it in."
)
ONLY_SINCE: Final = (
    "{platform} lists only its newest posts to us, from {day} on. Older ones that did not go out "
    "through Oyez are in the platform’s own export: read it in."
)
NOT_LISTED: Final = "{platform} did not list the posts of the account ({reply})."
NO_PAGE: Final = say("The channel has no public address, so no page was kept.")
PAGE_SHUT: Final = "The page {address} could not be loaded ({reply})."


@dataclass(frozen=True, slots=True)
class Brought:
    """What was brought from outside, and what could not be had."""

    things: tuple[Held, ...] = ()
    missing: tuple[Sentence, ...] = ()
    again: bool = False


def posts(channel: Channel, door: port.Transport, now: datetime) -> Brought:
    """The account's own list of posts, as far back as the platform tells it."""
    label = LABELS.get(channel.platform, channel.platform)
    known = channel.platform in ADAPTERS
    if not known or profile(channel.platform).support(Ability.OWN_POSTS) is not Support.NATIVE:
        return Brought(missing=(say(NO_LIST, platform=label),))
    refused = NOT_ASKED
    for since in (EVER, *(now - span for span in SHORTER)):
        found = _listed(channel, door, since, now)
        if not isinstance(found, port.Failed):
            short = () if since is EVER else (_short(label, since),)
            return Brought(tuple(map(_post, found)), short)
        refused = found
        if not refused.code.startswith("too_many"):
            break
    passing = refused.cls in {FailureClass.TRANSIENT, FailureClass.RATE_LIMITED}
    told = say(NOT_LISTED, platform=label, reply=refused.code)
    return Brought(missing=(told,), again=passing and not refused.code.startswith("too_many"))


def _short(label: str, since: datetime) -> Sentence:
    return say(ONLY_SINCE, platform=label, day=f"{since:%Y-%m-%d}")


def _listed(
    channel: Channel, door: port.Transport, since: datetime, now: datetime
) -> Sequence[OwnPost] | port.Failed:
    """One reading; an expired session is renewed once and kept."""
    try:
        held = vault.secrets(channel)
    except vault.VaultError:
        return port.Failed(FailureClass.AUTH, "unreadable_secrets")
    account = port.Channel(channel.account, channel.base_url, held, channel.options)
    platform = adapter(channel.platform, account, door)
    found = platform.fetch_own(since, now)
    if not (isinstance(found, port.Failed) and found.cls is FailureClass.AUTH):
        return found
    renewed = renew(Sealed(channel.pk, bytes(channel.secrets)), asking(platform, now))
    if isinstance(renewed, port.Failed):
        return found
    return adapter(channel.platform, replace(account, secrets=renewed), door).fetch_own(since, now)


def _post(one: OwnPost) -> Held:
    told = {"id": one.id, "at": one.at.isoformat(), "text": one.text, "url": one.url}
    return Held(Kind.POST, own=True, id=one.id, at=one.at, text=one.text, original=told,
                url=one.url or "")  # fmt: skip


def pages(channel: Channel, addresses: Sequence[str], door: Looking, now: datetime) -> Brought:
    """The public page of the account and of its newest posts, as one web archive."""
    if not channel.public_url and not addresses:
        return Brought(missing=(NO_PAGE,))
    wanted = [one for one in dict.fromkeys((channel.public_url, *addresses)) if one]
    found, missing = list[Page](), list[Sentence]()
    for address in wanted[:MOST_PAGES]:
        page = _page(address, door, now)
        if isinstance(page, Page):
            found.append(page)
        else:
            missing.append(page)
    if not found:
        return Brought(missing=tuple(missing))
    software = f"Oyez {version('oyez')}"
    with io.BytesIO() as file:
        count = write(found, file, title=channel.name, software=software)
        file.seek(0)
        stored = store(file, "pages.wacz")
    return Brought((_kept(channel, found, stored, count),), tuple(missing))


def _page(address: str, door: Looking, now: datetime) -> Page | Sentence:
    fetched = door.fetch(address)
    answered = fetched.answered
    if fetched.failure or not 200 <= answered.status < 300:
        reply = str(fetched.failure.value or answered.status)
        return say(PAGE_SHUT, address=address, reply=reply)
    title = ""
    if answered.kind is Body.PAGE:
        title = take_apart(answered.body, answered.declared, fetched.address).title
    chain = tuple((hop.address, hop.status) for hop in fetched.chain)
    return Page(
        fetched.address, now, answered.status, answered.declared, answered.body, chain, title
    )


def _kept(channel: Channel, found: Sequence[Page], stored: Stored, count: int) -> Held:
    told = {"channel": channel.public_url, "pages": [page.url for page in found], "count": count,
            "wacz": stored.sha256}  # fmt: skip
    text = "\n".join(f"{page.url} {page.title}".strip() for page in found)
    media = ((replace(stored, mime="application/wacz"), ""),)
    return Held(Kind.PAGE, own=True, id=f"pages:{found[0].at.isoformat()}", at=found[0].at,
                text=text, original=told, url=channel.public_url, media=media)  # fmt: skip
