"""The way in to a channel, in words."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from oyez.domain.health import Way
from oyez.govern.health import days_until_end
from oyez.govern.models import ChannelHealth
from oyez.govern.rights import losses
from oyez.platforms.sentences import sentence
from oyez.publish.views.words import Word
from oyez.web.translate import spoken

WAYS: dict[Way, Word] = {
    Way.OK: Word(lazy("The platform lets us in"), "ok"),
    Way.REFUSED: Word(lazy("Refused"), "bad"),
    Way.UNKNOWN: Word(lazy("Not known"), "warn"),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page says about the way in; `why` is a sentence where somebody should act.

    `said` is what the platform answered last time, in words.
    """

    health: ChannelHealth
    word: Word
    why: str = ""
    losses: list[str | Promise] = field(default_factory=list)
    said: str = ""


def of(health: ChannelHealth | None, platform: str, now: datetime) -> Shown | None:
    """The words for what is known; nothing where nothing is."""
    if health is None:
        return None
    missing = losses(platform, [*health.declined, *health.missing])
    answer = sentence(platform, health.code)
    said = spoken(answer) if answer else ""
    return Shown(health, WAYS[Way(health.state)], _why(health, now), missing, said)


def _why(health: ChannelHealth, now: datetime) -> str:
    if health.state == Way.REFUSED:
        said = _("The platform does not let this channel in ({code}). Connect the account again.")
        return said.format(code=health.code or "-")
    left = days_until_end(health, now)
    if left is None:
        return ""
    if left == 0:
        return _("The way in has ended. Connect the account again.")
    found = ngettext("The way in ends in {n} day.", "The way in ends in {n} days.", left)
    return found.format(n=left)
