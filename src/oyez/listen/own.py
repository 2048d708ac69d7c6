"""What we ourselves said: it comes back as mentions, quotes and answers, and is nobody's reply."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from oyez.govern import vault
from oyez.govern.models import Channel
from oyez.listen.models import InboxItem

# Where an author is named as nobody else can be. Elsewhere anybody may call themselves what one
# of our accounts is called, and has to be heard all the same.
UNIQUE = frozenset({"mastodon", "bluesky", "x", "threads", "instagram", "linkedin", "matrix"})
Voice = tuple[str, str]


def mark_own(items: Sequence[InboxItem]) -> None:
    """Set `own` on each item that an account of ours has said, in one query for all of them."""
    platforms = {item.channel.platform for item in items} & UNIQUE
    if not platforms:
        return
    rows = Channel.objects.filter(platform__in=platforms).order_by()
    voices = {voice for channel in rows for voice in _voices(channel)}
    for item in items:
        item.own = bool(item.author) and _voice(item.channel, item.author) in voices


def _voices(channel: Channel) -> Iterable[Voice]:
    if channel.account:
        yield _voice(channel, channel.account)
    if channel.platform == "bluesky":
        # Its authors go by a lasting name, which we are told when we sign in.
        try:
            lasting = vault.secrets(channel).get("did")
        except vault.VaultError:
            return
        if lasting:
            yield channel.platform, lasting


def _voice(channel: Channel, name: str) -> Voice:
    """The whole name: on Mastodon one without a server is of the server that told it."""
    plain = name.strip().removeprefix("@").casefold()
    if channel.platform == "mastodon" and "@" not in plain:
        plain = f"{plain}@{urlsplit(channel.base_url).hostname or ''}"
    return channel.platform, plain
