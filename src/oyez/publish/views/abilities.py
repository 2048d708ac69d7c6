"""What a platform can do, as people ask it."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from oyez.domain.delivery import Support
from oyez.govern.rights import level
from oyez.platforms.profile import Ability, Profile
from oyez.publish.views.words import Word

QUESTIONS = {
    Ability.PUBLISH: _("Publish"),
    Ability.FIND: _("Find again what was sent"),
    Ability.LOOK: _("Read back as the public sees it"),
    Ability.CORRECT: _("Correct in place"),
    Ability.RETRACT: _("Take back"),
    Ability.MEDIA: _("Pictures"),
    Ability.ALT_TEXT: _("Descriptions of pictures"),
    Ability.REPLY: _("Answer to a notice"),
}
ANSWERS = {
    Support.NATIVE: Word(_("Yes"), "ok"),
    Support.EMULATED: Word(_("In another way"), "warn"),
    Support.MANUAL: Word(_("By a person"), "warn"),
    Support.NONE: Word(_("No")),
}


def abilities_of(profile: Profile, lost: Collection[str] = ()) -> list[tuple[object, Word]]:
    """Each question with its answer, as it is for an account that lacks the right to some."""
    return [(words, ANSWERS[level(profile, one, lost)]) for one, words in QUESTIONS.items()]
