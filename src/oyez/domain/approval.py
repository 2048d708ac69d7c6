"""Four eyes: who may say yes to a wording, and who may look again at a broken glass."""

from __future__ import annotations

from collections.abc import Collection

from oyez.domain.errors import Sentence, say
from oyez.domain.notice import RevisionKind, RevisionState, Urgency


def refusal_to_approve(approver: int, contributors: Collection[int]) -> Sentence | None:
    """None where the approver is a second person; otherwise the sentence that says why not."""
    if approver in contributors:
        return say("You wrote or edited this text, so another person has to approve it.")
    return None


def refusal_of_kind(kind: RevisionKind) -> Sentence | None:
    """A prepared correction has no way of its own."""
    if kind is RevisionKind.PREPARED:
        return say(
            "A prepared correction is edited, submitted and approved together with its notice."
        )
    return None


def refusal_of_state(state: RevisionState) -> Sentence | None:
    """Only what was submitted can be approved or sent back."""
    if state is RevisionState.SUBMITTED:
        return None
    told = {
        RevisionState.DRAFT: "The text is being edited again and has not been submitted.",
        RevisionState.RETURNED: "The text was sent back already and waits for its author.",
        RevisionState.APPROVED: "The text was approved already.",
        RevisionState.ISSUED: "The text was approved and issued already.",
    }
    return say(told[state])


def refusal_to_break_glass(urgency: Urgency, reason: str) -> Sentence | None:
    """The glass is for critical notices when nobody else is there, with a reason in words."""
    if urgency is not Urgency.CRITICAL:
        return say("Only a critical notice may go out without a second person.")
    if len(reason.strip()) < 10:
        return say("Write in a sentence why nobody else can approve this now.")
    return None


def refusal_to_review(reviewer: int, broken_by: int) -> Sentence | None:
    """A broken glass is reviewed by another person."""
    if reviewer == broken_by:
        return say("Another person has to close this review.")
    return None
