"""What labels, states and measures are called on pages."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oyez.domain.errors import Sentence
from oyez.domain.inbox.annotation import CANNOT_TELL
from oyez.domain.inbox.house_rules import Breach
from oyez.domain.inbox.house_rules import Deed as Kind
from oyez.domain.inbox.labels import Label, suggested
from oyez.domain.inbox.sending import State
from oyez.listen.models import Deed, Score
from oyez.platforms.heard import Heard
from oyez.platforms.sentences import sentence

Word = str | Promise
KINDS: dict[str, Word] = {
    Heard.REPLY: pgettext_lazy("inbox", "Reply"),
    Heard.MENTION: pgettext_lazy("inbox", "Mention"),
    Heard.QUOTE: pgettext_lazy("inbox", "Quotation"),
    Heard.MESSAGE: pgettext_lazy("inbox", "Message"),
}
LABELS: dict[str, Word] = {
    Label.REPORT: pgettext_lazy("label", "Report"),
    Label.QUESTION: pgettext_lazy("label", "Question"),
    Label.THANKS: pgettext_lazy("label", "Thanks or talk"),
    Label.ABUSE: pgettext_lazy("label", "Abusive language"),
    Label.SPAM: pgettext_lazy("label", "Spam"),
    Label.OTHER: pgettext_lazy("label", "Other"),
    Label.URGENT: pgettext_lazy("label", "Urgent: life in danger"),
    CANNOT_TELL: pgettext_lazy("label", "Cannot tell"),
}
BREACHES: dict[str, Word] = {
    Breach.INSULT: _("It insults or threatens somebody"),
    Breach.ILLEGAL: _("It is illegal"),
    Breach.SPAM: _("It is advertising or fraud"),
    Breach.PERSONAL_DATA: _("It shows personal data of others"),
    Breach.DANGER: _("It endangers people or an operation"),
}
MEASURES: dict[str, Word] = {
    Kind.HIDE: _("Hide it"),
    Kind.UNHIDE: _("Show it again"),
    Kind.DELETE: _("Delete it"),
    Kind.BLOCK: _("Shut its author out"),
}
DEEDS: dict[str, Word] = {
    Kind.REPLY: pgettext_lazy("deed", "Answer"),
    Kind.HIDE: pgettext_lazy("deed", "Hide"),
    Kind.UNHIDE: pgettext_lazy("deed", "Show again"),
    Kind.DELETE: pgettext_lazy("deed", "Delete"),
    Kind.BLOCK: pgettext_lazy("deed", "Shut out"),
}
STATES: dict[str, tuple[Word, str]] = {
    State.ASKED: (_("Waits for a second person"), "warn"),
    State.WANTED: (_("Under way"), ""),
    State.SENDING: (_("Under way"), ""),
    State.UNKNOWN: (_("Nobody knows yet"), "warn"),
    State.DONE: (pgettext_lazy("deed", "Done"), "ok"),
    State.BY_HAND: (_("Needs a person"), "warn"),
    State.REFUSED: (pgettext_lazy("deed", "Refused"), "bad"),
    State.LEFT: (_("Given up"), ""),
}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What a scorer suggests, with how sure it is and what it is called.

    `percent` is None where life may be in danger: that is no matter of percents.
    """

    label: str
    word: Word
    percent: int | None
    scorer: str
    abusive: bool
    warning: bool


def suggestion(score: Score | None) -> Suggestion | None:
    """A score as a suggestion to a person."""
    if score is None:
        return None
    label = suggested(score.triage, urgent=score.urgent)
    return Suggestion(
        label=label.value,
        word=LABELS[label],
        percent=None if score.urgent else round(100 * score.triage_p),
        scorer=f"{score.scorer} {score.version}",
        abusive=score.abusive,
        warning=score.alarming,
    )


def why(deed: Deed, platform: str) -> Sentence | dict[str, object] | None:
    """Why it is where it is: a rule's sentence, or what the platform's code means."""
    if deed.told and deed.state != State.DONE:
        return dict(deed.told)
    known = deed.code and deed.code != "by_hand"
    return sentence(platform, deed.code) if known and deed.state != State.DONE else None
