"""What a person may decide about a finding: put a question to rest, or set a block aside."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import Final

from oyez.domain.errors import Sentence, say
from oyez.domain.screening.shapes import Level

MOST_MINUTES: Final = 30
SAMPLED: Final = timedelta(seconds=10)
FRESH: Final = timedelta(minutes=15)
# Here the cause has to go: nobody may set these aside.
NEVER: Final = frozenset({"link:private_address", "link:adult_label", "media:missing_alt"})
# What can change while it stands is set aside for a time, with somebody who watches it.
WATCHED: Final = frozenset({"link:live_stream", "repost:live"})


class Why(StrEnum):
    """Why a finding does not stand in the way."""

    INTENDED = "intended"
    PUBLIC = "public"
    CHECKED = "checked"
    MISTAKEN = "mistaken"
    GLASS = "glass"


CHOICES: Final = (Why.INTENDED, Why.PUBLIC, Why.CHECKED, Why.MISTAKEN)


def refusal_to_set_aside(code: str, level: Level, reason: str) -> Sentence | None:
    """None where a person with the right may set this block aside for this reason."""
    if level is not Level.BLOCK:
        return say("Only what blocks a notice is set aside; the approver decides the rest.")
    if code in NEVER:
        return say("This cannot be set aside. What causes it has to go.")
    if len(reason.strip()) < 10:
        return say("Write in a sentence why this may go out all the same.")
    return None


def refusal_of_watch(code: str, minutes: int | None, *, watched: bool) -> Sentence | None:
    """None where what can change has somebody who watches it, and an end."""
    if code not in WATCHED:
        return None
    if not watched:
        return say("Name who watches the stream for as long as it is linked.")
    if minutes is None or not 1 <= minutes <= MOST_MINUTES:
        return say("A stream may be linked for {most} minutes at most.", most=MOST_MINUTES)
    return None


def refusal_to_approve_own(approver: int, set_aside_by: int | None) -> Sentence | None:
    """Whoever set a block aside is no second person for it."""
    if set_aside_by is not None and approver == set_aside_by:
        return say("You set a block of this notice aside, so another person has to approve it.")
    return None
