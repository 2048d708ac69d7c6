"""What something in the inbox is: a scorer suggests it, a person says it."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Label(StrEnum):
    """One word for what somebody wants; URGENT is life in danger now, and a report as well."""

    REPORT = "report"
    QUESTION = "question"
    THANKS = "thanks"
    ABUSE = "abuse"
    SPAM = "spam"
    OTHER = "other"
    URGENT = "urgent"


# One key each, on every page where a label is given.
KEYS: Final = {label: str(number) for number, label in enumerate(Label, start=1)}
# Nobody waits for an answer to these: with the label they are done.
SETTLES: Final = frozenset({Label.THANKS, Label.ABUSE, Label.SPAM, Label.OTHER})


def label_of(text: str) -> Label | None:
    """The label of this name, or None for what is none."""
    return Label(text) if text in set(Label) else None


def suggested(triage: str, *, urgent: bool) -> Label:
    """What a score comes to; a word of a scorer that we do not know is OTHER."""
    return Label.URGENT if urgent else label_of(triage) or Label.OTHER
