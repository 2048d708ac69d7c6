"""What can be missing in an entry, how grave it is, and where a person fills the gap."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from oyez.domain.errors import Sentence

STEPS = (60, 20, 7)  # days before an end at which it is a note, a warning, and urgent


class Grade(IntEnum):
    """How much a gap matters."""

    BAD = 1
    WARN = 2
    NOTE = 3


class Place(StrEnum):
    """Where a person fills the gap."""

    ENTRY = "entry"
    BASIS = "basis"
    APPROVAL = "approval"
    RISK = "risk"
    INBOX = "inbox"


class Kind(StrEnum):
    """What can be missing, the worst first."""

    NOT_APPROVED = "not-approved"
    RISK_NOT_ACCEPTED = "risk-not-accepted"
    OWNER_LEFT = "owner-left"
    NO_OWNER = "no-owner"
    UNREAD = "unread"
    NO_LEGAL_BASIS = "no-legal-basis"
    NOT_ASSESSED = "not-assessed"
    ASSESSMENT_OVERDUE = "assessment-overdue"
    SUCCESSOR_CLOSED = "successor-closed"
    NO_SUCCESSOR = "no-successor"
    APPROVAL_ENDS = "approval-ends"
    RISK_ENDS = "risk-ends"
    ASSESSMENT_DUE = "assessment-due"
    DEPUTY_LEFT = "deputy-left"
    NO_DEPUTY = "no-deputy"
    NO_HOURS = "no-hours"
    NO_PURPOSE = "no-purpose"
    NO_AUDIENCE = "no-audience"


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that is missing: what, how grave, what to do and where; and in how many days."""

    kind: Kind
    grade: Grade
    sentence: Sentence
    remedy: Sentence
    place: Place
    days: int | None = None


def step(days: int) -> Grade | None:
    """How grave an end in so many days is, or None while it is far."""
    grades = dict(zip(STEPS, (Grade.NOTE, Grade.WARN, Grade.BAD), strict=True))
    reached = [near for near in STEPS if days <= near]
    return grades[min(reached)] if reached else None
