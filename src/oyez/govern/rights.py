"""What a channel cannot do without a right that was not given, in words."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from oyez.domain.delivery import Support
from oyez.govern.models import Channel, ChannelHealth
from oyez.platforms.oauth import STAY
from oyez.platforms.profile import Ability, Profile
from oyez.platforms.rights import served_by

LOSSES: dict[str, str | Promise] = {
    Ability.PUBLISH: _("It cannot publish."),
    Ability.CORRECT: _("It cannot correct in place."),
    Ability.RETRACT: _("It cannot take back: a person has to delete by hand."),
    Ability.FIND: _("It cannot find again what was sent when an answer gets lost."),
    Ability.LOOK: _("It cannot read back what stands there."),
    Ability.MEDIA: _("It cannot send pictures."),
    Ability.REPLY: _("It cannot answer."),
    Ability.INBOX: _("It cannot read what people answer."),
    Ability.HIDE: _("It cannot hide answers."),
    Ability.DELETE_FOREIGN: _("It cannot delete answers."),
    Ability.BLOCK: _("It cannot block anybody."),
    Ability.MEASURE: _("It cannot read figures."),
    STAY: _("The connection ends after some hours and cannot be renewed."),
}


def losses(platform: str, missing: Iterable[str]) -> list[str | Promise]:
    """Each thing that is lost, once, the gravest first."""
    served = served_by(platform, missing)
    return [words for what, words in LOSSES.items() if what in served]


def lost_by(channel: Channel) -> frozenset[str]:
    """The abilities that the channel lacks for want of a right, as the last probe found."""
    row = ChannelHealth.objects.filter(channel=channel).first()
    return served_by(channel.platform, [*row.declined, *row.missing]) if row else frozenset()


def level(profile: Profile, ability: Ability, lost: Collection[str]) -> Support:
    """How far a channel can do something: what its platform can, where no right is missing.

    Without the right to remove, a person removes by hand; anything else is not there.
    """
    declared = profile.support(ability)
    if ability not in lost or declared is Support.NONE:
        return declared
    return Support.MANUAL if ability is Ability.RETRACT else Support.NONE
