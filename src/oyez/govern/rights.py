"""What a channel cannot do without a right that was not given, in words."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from oyez.platforms.oauth import LOGINS, STAY
from oyez.platforms.profile import Ability

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
    Ability.MEASURE: _("It cannot read figures."),
    STAY: _("The connection ends after some hours and cannot be renewed."),
}


def losses(platform: str, missing: Iterable[str]) -> list[str | Promise]:
    """Each thing that is lost, once, the gravest first."""
    login, gone = LOGINS.get(platform), set(missing)
    rights = login.rights if login else ()
    served = {what for right in rights if right.scope in gone for what in right.serves}
    return [words for what, words in LOSSES.items() if what in served]
