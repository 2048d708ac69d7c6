"""What a person may decide about a channel, and what it takes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from oyez.domain.errors import NotAllowed, Sentence, say
from oyez.domain.review.rules import Advice

KINDS: Final = tuple(advice for advice in Advice if advice is not Advice.NO_DECISION)
TAKING: Final = frozenset({Advice.REDUCE, Advice.CRITICAL_ONLY, Advice.CLOSE, Advice.MOVE})
ENDING: Final = frozenset({Advice.CLOSE, Advice.MOVE})  # it takes two people to end a channel
LEAST_WORDS: Final = 20  # letters of a reason that others can follow


def check(kind: Advice, reasons: str, without: str, faults: Sequence[Sentence]) -> None:
    """NotAllowed where the decision may not be written so.

    What takes something from people needs a sound sample, or in `without` why it is decided
    without the evidence of interactions.
    """
    if kind not in KINDS:
        raise NotAllowed(say("Choose what is decided."), "kind")
    if len(reasons.strip()) < LEAST_WORDS:
        template = "Write in a sentence why; {least} letters at least."
        raise NotAllowed(say(template, least=LEAST_WORDS), "reasons")
    if kind not in TAKING or not faults:
        return
    if not without.strip():
        template = (
            "This cannot be decided on these figures. {fault} Or write why it is decided without "
            "the evidence of interactions."
        )
        raise NotAllowed(say(template, fault=faults[0]), "without")
    if len(without.strip()) < LEAST_WORDS:
        template = "Write in a sentence why; {least} letters at least."
        raise NotAllowed(say(template, least=LEAST_WORDS), "without")


def needs_two(kind: Advice) -> bool:
    """Whether another person has to sign as well."""
    return kind in ENDING
