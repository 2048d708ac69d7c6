"""What codes of the archive are called."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oyez.archive.models.archiving import Part
from oyez.archive.models.record import Kind
from oyez.domain.purge import PurgeState
from oyez.domain.retention import Retention


@dataclass(frozen=True, slots=True)
class Word:
    """What something is called, and how it looks."""

    text: str | Promise
    tone: str = ""


KINDS: Final[dict[str, str | Promise]] = {
    Kind.NOTICE: _("Notice"),
    Kind.POST: _("Post"),
    Kind.ANSWER: _("Answer of ours"),
    Kind.REPLY: _("Reply"),
    Kind.MENTION: _("Mention"),
    Kind.QUOTE: _("Quote"),
    Kind.DIRECT: _("Direct message"),
    Kind.PROFILE: _("Profile"),
    Kind.PAGE: _("Public pages"),
}
RETENTIONS: Final[dict[str, str | Promise]] = {
    Retention.PERMANENT: _("For good, until an archive takes it over"),
    Retention.TEN_YEARS: _("Ten full years"),
    Retention.THREE_YEARS: _("Three full years"),
    Retention.REPLIES: _("As long as replies are kept"),
}
PARTS: Final[dict[str, str | Promise]] = {
    Part.NOTICES: _("notices and their proofs"),
    Part.ANSWERS: _("answers of ours"),
    Part.HEARD: _("what people said"),
    Part.POSTS: _("posts that did not go out through Oyez"),
    Part.PROFILE: _("the entry of the channel"),
    Part.PAGE: _("the public pages"),
    Part.SEAL: _("the list of everything"),
}
STATES: Final[dict[str, Word]] = {
    PurgeState.PROPOSED: Word(_("Waits for a second governor"), "warn"),
    PurgeState.RUNNING: Word(pgettext_lazy("campaign", "Running"), "warn"),
    PurgeState.PAUSED: Word(pgettext_lazy("campaign", "Paused"), "warn"),
    PurgeState.DONE: Word(pgettext_lazy("campaign", "Done"), "ok"),
    PurgeState.STOPPED: Word(pgettext_lazy("campaign", "Stopped")),
}
