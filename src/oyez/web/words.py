"""Words that rows and rules keep as codes, in the reader's language."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oyez.platforms.registry import LABELS

WORDS: dict[str, str | Promise] = {
    # The modes of a channel, inside a sentence.
    "active": pgettext_lazy("mode", "active"),
    "reduced": pgettext_lazy("mode", "reduced"),
    "critical-only": pgettext_lazy("mode", "critical-only"),
    "closing": pgettext_lazy("mode", "closing"),
    "closed": pgettext_lazy("mode", "closed"),
    # How grave a notice is.
    "routine": pgettext_lazy("urgency", "routine"),
    "important": pgettext_lazy("urgency", "important"),
    "critical": pgettext_lazy("urgency", "critical"),
    # What a platform counts.
    "graphemes": _("characters"),
    "codepoints": _("characters"),
    "weighted": _("weighted characters"),
    "utf16": _("UTF-16 units"),
    "gsm7": _("GSM-7 characters"),
    "ucs2": _("UCS-2 characters"),
    # What somebody is.
    "author": pgettext_lazy("role", "author"),
    "approver": pgettext_lazy("role", "approver"),
    "duty officer": pgettext_lazy("role", "duty officer"),
    "governor": pgettext_lazy("role", "governor"),
    "auditor": pgettext_lazy("role", "auditor"),
    "administrator": pgettext_lazy("role", "administrator"),
    # Who acts where no person does.
    "command": _("the command line"),
    "worker": _("the worker"),
    "guard": _("the guard"),
    # Why the guard has frozen something.
    "A post that is not in our books stands there. The guard has frozen the channel.": _(
        "A post that is not in our books stands there. The guard has frozen the channel."
    ),
    "Nobody has answered an alarm for ten minutes. The guard has frozen this place.": _(
        "Nobody has answered an alarm for ten minutes. The guard has frozen this place."
    ),
    "anonymous": _("somebody not signed in"),
    # Places that have no name of their own.
    "Everything": _("Everything"),
    "Own page": _("Own page"),
    "Feeds": _("Feeds"),
    "CAP warnings": _("CAP warnings"),
    "E-mail": _("E-mail"),
    "WhatsApp channel": _("WhatsApp channel"),
    "WhatsApp channel (gateway)": _("WhatsApp channel (gateway)"),
    "YouTube posts": _("YouTube posts"),
}
# The platforms as the choices of a form.
PLATFORMS = tuple((code, WORDS.get(label, label)) for code, label in LABELS.items())
# Where a sentence of the rules holds such a word; any other place may hold what people typed.
PLACES = frozenset({"mode", "old", "new", "unit", "scope", "platform", "role"})


def word(code: object) -> str:
    """The word for a code; a name that is no code is its own word."""
    text = str(code)
    return str(WORDS.get(text, text))
