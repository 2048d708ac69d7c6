"""The accounts on X of a story: their old posts, and their entries in the register."""

from __future__ import annotations

from django.utils import timezone

from oyez.domain.inbox.routes import Routes
from oyez.govern.actions import approve_platform, create_channel
from oyez.govern.models import Channel
from oyez.listen.actions import Kept, keep_inbox
from oyez.proof.exercise.channels import Simulator, enter_account
from oyez.proof.exercise.world import Place
from oyez.proof.stories.cast import Cast
from oyez.proof.stories.outside import Outside

URGENT_MINUTES, OTHER_MINUTES = 30, 24 * 60


def approve(cast: Cast, *platforms: str) -> None:
    """Whoever stands above lets them be used from today on."""
    governor, authority = cast.person("governor"), cast.authority()
    for platform in platforms:
        top = authority.superior or authority
        approve_platform(governor, top, platform, starts_on=timezone.localdate())


def enter(cast: Cast, outside: Outside, place: Place, platform: str) -> Channel:
    """The unit's account there."""
    simulator = Simulator(outside.simulator.base_url, outside.simulator.smtp_port)
    unit, language = cast.unit(place.slug), cast.body.language
    return enter_account(unit, platform, place.account, simulator=simulator, language=language)


def old_posts(outside: Outside, place: Place, texts: tuple[str, ...]) -> None:
    """What was posted there in the app, before anybody used Oyez for it."""
    for text in texts:
        outside.simulator.by_hand("x", place.account, text)


def by_hand(cast: Cast, place: Place, number: int) -> Channel:
    """A WhatsApp channel, on which people post; no interface for machines exists."""
    return create_channel(
        cast.person("admin"),
        cast.unit(place.slug),
        platform="whatsapp_channel",
        name=f"WhatsApp {place.name}",
        public_url=f"https://whatsapp.com/channel/0029VaINSPEKTION{number}",
        language=cast.body.language,
    )


def keep_ways(cast: Cast, *slugs: str) -> None:
    """The official ways to reach each unit, for whoever writes to it."""
    contact, approver = cast.body.contact, cast.person("approver")
    names = ("emergency", "non_emergency", "online", "chat")
    routes = Routes(**{name: contact.get(name, "") for name in names})
    for slug in slugs:
        keep_inbox(approver, cast.unit(slug), Kept(URGENT_MINUTES, OTHER_MINUTES, routes))
