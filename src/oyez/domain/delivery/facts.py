"""A delivery: what we want, what we know, and what may be done next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from oyez.domain.errors import Sentence


class Held(StrEnum):
    """What we know of a delivery's outside."""

    NOTHING = "nothing"
    SENDING = "sending"
    UNKNOWN = "unknown"
    LIVE = "live"
    GONE = "gone"
    NEEDS_PERSON = "needs_person"
    REFUSED = "refused"


class Verb(StrEnum):
    """The three calls that change something outside; each is an intent before it is a call."""

    PUBLISH = "publish"
    CORRECT = "correct"
    RETRACT = "retract"


class Task(StrEnum):
    """Why a person is asked; from POST on: what a person does where no machine can."""

    UNDECIDABLE = "undecidable"
    CANNOT_LOOK = "cannot_look"
    BY_HAND = "by_hand"
    STILL_VISIBLE = "still_visible"
    NO_RIGHT = "no_right"
    VANISHED = "vanished"
    SHOWN_OTHERWISE = "shown_otherwise"
    POST = "post"
    AMEND = "amend"
    REMOVE = "remove"
    WAS_POSTED = "was_posted"
    SECOND_LOOK = "second_look"


class Shown(StrEnum):
    """How what a platform shows compares with what was sent, where it was read back.

    CUT is shown otherwise, or only in part; UNREAD was sent and could not be read back yet.
    """

    WHOLE = "whole"
    CUT = "cut"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class Placement:
    """Something of ours that stands on the platform: the receipt's reference and its revision."""

    ref: str
    revision: int
    shown: Shown = Shown.WHOLE


@dataclass(frozen=True, slots=True)
class Facts:
    """One delivery's row as a value. `wanted` is a revision number, or None for gone.

    `placed_at` is the newest send of a text: it may take effect, or show, until the platform has
    settled. `doubt` is the revision of a send that may or may not have arrived. `retract_at` is
    when the platform agreed to remove the newest copy; `confirm` asks for one more look, later,
    at a copy that was read as gone while things could still settle. `staged_for` is the revision
    that stands invisibly prepared on the platform, publishable from `ready_at` on. `unseen` is
    true for what one person says stands and no other person has looked at. `rounds` counts how
    often in a row the same thing was done again: what still stood after its removal, or what was
    shown otherwise than it was sent.
    """

    wanted: int | None
    held: Held = Held.NOTHING
    verb: Verb | None = None
    revision: int | None = None
    attempt: int = 0
    first_sent_at: datetime | None = None
    sent_at: datetime | None = None
    placed_at: datetime | None = None
    doubt: int | None = None
    placements: tuple[Placement, ...] = ()
    retract_at: datetime | None = None
    confirm: bool = False
    rounds: int = 0
    absences: int = 0
    failures: int = 0
    retry_at: datetime | None = None
    task: Task | None = None
    staged_for: int | None = None
    ready_at: datetime | None = None
    unseen: bool = False


@dataclass(frozen=True, slots=True)
class Stage:
    """Prepare the revision invisibly; it may be repeated, and changes nothing that anyone sees."""

    revision: int
    reply_to: Placement | None = None


@dataclass(frozen=True, slots=True)
class Publish:
    """Bring the revision out; `reply_to` is the copy a linked correction answers."""

    revision: int
    reply_to: Placement | None = None


@dataclass(frozen=True, slots=True)
class Find:
    """Is there a copy of this revision after an unknown outcome?"""

    revision: int


@dataclass(frozen=True, slots=True)
class Correct:
    """Change the copy's text in place."""

    placement: Placement
    revision: int


@dataclass(frozen=True, slots=True)
class Retract:
    """Remove the copy."""

    placement: Placement


@dataclass(frozen=True, slots=True)
class Look:
    """Is the copy visible from outside?"""

    placement: Placement


@dataclass(frozen=True, slots=True)
class AskPerson:
    """No machine can go on; a named person gets a task."""

    task: Task


@dataclass(frozen=True, slots=True)
class Refuse:
    """A rule forbids sending, for good."""

    reason: Sentence


@dataclass(frozen=True, slots=True)
class Wait:
    """Nothing to do before `until`; None means until somebody changes a row."""

    until: datetime | None
    reason: Sentence | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """What is held is what is wanted."""


Step = Stage | Publish | Find | Correct | Retract | Look | AskPerson | Refuse | Wait | Done
Call = Stage | Publish | Find | Correct | Retract | Look
CALLS = (Stage, Publish, Find, Correct, Retract, Look)
INTENTS: dict[type, Verb] = {
    Publish: Verb.PUBLISH,
    Correct: Verb.CORRECT,
    Retract: Verb.RETRACT,
}
