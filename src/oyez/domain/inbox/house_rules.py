"""The house rules: what may be done about what others wrote, and who has to agree.

Criticism breaks no rule, however sharp. What is done is done to a text for what it says, never
for who wrote it.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from oyez.domain.errors import Sentence, say
from oyez.domain.inbox.labels import Label


class Deed(StrEnum):
    """What can be done about something on its platform."""

    REPLY = "reply"
    HIDE = "hide"
    UNHIDE = "unhide"
    DELETE = "delete"
    BLOCK = "block"


class Breach(StrEnum):
    """What a text does that the house rules do not allow."""

    INSULT = "insult"
    ILLEGAL = "illegal"
    SPAM = "spam"
    PERSONAL_DATA = "personal_data"
    DANGER = "danger"


# What each label allows besides answering; showing again is always allowed.
ALLOWS: Final[dict[Label, frozenset[Deed]]] = {
    Label.ABUSE: frozenset({Deed.HIDE, Deed.DELETE, Deed.BLOCK}),
    Label.SPAM: frozenset({Deed.HIDE, Deed.DELETE, Deed.BLOCK}),
    Label.OTHER: frozenset({Deed.HIDE, Deed.DELETE}),
    Label.REPORT: frozenset({Deed.HIDE}),
    Label.QUESTION: frozenset(),
    Label.THANKS: frozenset(),
    Label.URGENT: frozenset(),
}
# What cannot be undone takes two people, unless it is plain.
FINAL: Final = frozenset({Deed.DELETE, Deed.BLOCK})
PLAIN: Final = frozenset({Breach.SPAM, Breach.ILLEGAL})


def allowed(label: Label | None) -> frozenset[Deed]:
    """What may be done about a text with this label, given by a person."""
    return ALLOWS[label] if label else frozenset()


def refuse(deed: Deed, label: Label | None, breach: Breach | None) -> Sentence | None:
    """None where the house rules allow it, or the sentence that says why not."""
    if deed in {Deed.REPLY, Deed.UNHIDE}:
        return None
    if label is None:
        return say("Say first what it is: a label decides what the house rules allow.")
    if deed not in ALLOWS[label]:
        return REFUSALS[deed]
    if breach is None:
        return say("Say which house rule it breaks.")
    return None


REFUSALS: Final = {
    Deed.HIDE: say(
        "The house rules do not allow hiding this. Criticism, questions and thanks stay."
    ),
    Deed.DELETE: say("The house rules do not allow deleting this. You may be able to hide it."),
    Deed.BLOCK: say("The house rules allow shutting somebody out for abuse or spam only."),
}


def needs_second(deed: Deed, breach: Breach | None) -> bool:
    """Whether another person has to agree before it is done."""
    return deed in FINAL and breach not in PLAIN


def _check() -> None:
    never = {Deed.REPLY, Deed.UNHIDE}
    if set(ALLOWS) != set(Label) or any(deeds & never for deeds in ALLOWS.values()):
        raise AssertionError("the house rules do not cover every label")
    if set(REFUSALS) != set(Deed) - never:
        raise AssertionError("the house rules cannot say why not")


_check()
