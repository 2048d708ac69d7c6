"""Tokens have come: see whose they are, and store them with what is known of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from django.db import transaction
from django.utils import timezone

from oyez.accounts.models import Person
from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed, say
from oyez.domain.health import Way, way_of
from oyez.govern import vault
from oyez.govern.health import end_of, note, start_anew
from oyez.govern.models import Channel
from oyez.platforms import port
from oyez.platforms.consent import Page, Tokens
from oyez.platforms.oauth import ENDS, LOGINS, lacking
from oyez.platforms.registry import LABELS, adapter

OTHER = (
    "You are signed in there as {found}, but this channel is {wanted}. Sign in there as {wanted}, "
    "or change the entry of the channel."
)
REFUSED = "{platform} gave a key and then did not accept it ({code}). Nothing has changed."
RENEWED = frozenset({"refresh_token", ENDS})  # of the old connection nothing of this kind stays


@dataclass(frozen=True, slots=True)
class Arrived:
    """The channel, and the rights that were asked for and not given."""

    channel: Channel
    declined: tuple[str, ...] = field(default=())


def arrive(
    by: Person, channel: Channel, tokens: Tokens, door: port.Transport, *, page: Page | None = None
) -> Arrived:
    """Ask the platform once as the new account, then store everything in one transaction."""
    account = page.id if page else channel.account
    held = {**_kept(channel), **tokens.secrets}
    health = _asked(channel, account, held, door)
    _refuse_others(channel, health)
    login = LOGINS[channel.platform]
    missing = lacking(login, tokens.granted) if tokens.granted is not None else ()
    declined, now = tuple(right.scope for right in missing), timezone.now()
    with transaction.atomic():
        if not vault.update_secrets(channel, held):
            raise NotAllowed(say("Somebody else has just changed this channel. Look at it again."))
        name = account or health.account
        Channel.objects.filter(pk=channel.pk).update(account=name[:200])
        start_anew(channel, now, declined)
        note(channel, health, health.expires_at or end_of(held), now)
        names, thing = sorted(tokens.secrets), f"channel:{channel.pk}"
        facts = {"names": names, "account": name, "declined": list(declined)}
        record(by.signature, "govern.connect_channel", thing, **facts)
    return Arrived(channel, declined)


def _asked(
    channel: Channel, account: str, held: Mapping[str, str], door: port.Transport
) -> port.Health:
    """What the platform says; where no account was entered, the one it names is asked as."""
    asked = port.Channel(account, channel.base_url, held, channel.options)
    health = adapter(channel.platform, asked, door).probe()
    if account or health.failure is None or not health.account:
        return health
    return adapter(channel.platform, replace(asked, account=health.account), door).probe()


def _kept(channel: Channel) -> dict[str, str]:
    """What was entered before and does not come from a login, such as the secret of a webhook."""
    try:
        held = vault.secrets(channel)
    except vault.VaultError:
        return {}
    return {name: word for name, word in held.items() if name not in RENEWED}


def _refuse_others(channel: Channel, health: port.Health) -> None:
    """Another account than the channel's is refused, and so is a key that does not open."""
    wanted, found = channel.account, health.account
    if LOGINS[channel.platform].names and wanted and found and plain(wanted) != plain(found):
        raise NotAllowed(say(OTHER, found=found, wanted=wanted))
    failed = health.failure
    if failed is not None and way_of(failed.cls) is Way.REFUSED:
        name = LABELS.get(channel.platform, channel.platform)
        raise NotAllowed(say(REFUSED, platform=name, code=failed.code))


def plain(account: str) -> str:
    """An account's name without its server and its sign."""
    return account.strip().lstrip("@").partition("@")[0].casefold()
