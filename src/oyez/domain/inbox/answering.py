"""Who may answer with what, and when a machine may."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from oyez.domain.channel import Mode, Standing
from oyez.domain.day import Day
from oyez.domain.errors import Sentence, say
from oyez.domain.inbox.labels import Label
from oyez.domain.verdict import GO, Kind, Verdict

NEVER_AUTOMATIC: Final = frozenset({Label.ABUSE, Label.SPAM})


def may_answer(standing: Standing) -> Verdict:
    """Whether the channel may carry an answer now: it is official speech like a notice.

    A freeze holds it, and what forbids the channel stops it; a mode only when it is closed.
    """
    if standing.frozen:
        return Verdict(Kind.HOLD, standing.frozen)
    if forbidden := standing.unapproved or standing.unaccepted:
        return Verdict(Kind.STOP, forbidden)
    if not standing.has_credentials:
        template = "The channel {channel} has no credentials; an administrator has to enter them."
        return Verdict(Kind.STOP, say(template, channel=standing.name))
    if standing.mode is Mode.CLOSED:
        template = "The channel {channel} is closed, since {day}."
        return Verdict(Kind.STOP, say(template, channel=standing.name, day=Day.of(standing.since)))
    return GO


@dataclass(frozen=True, slots=True)
class Matter:
    """What an answer is about: life in danger, a warning about us, a critical notice."""

    urgent: bool = False
    warning: bool = False
    critical: bool = False

    @property
    def routine(self) -> bool:
        """Whether one person may say in their own words what the authority thinks of it."""
        return not (self.urgent or self.warning or self.critical)


def needs_second(matter: Matter, *, saved: bool) -> bool:
    """Whether another person has to agree to the words.

    Saved answers and the routes were agreed to before; own words go out alone on routine matters.
    """
    return not saved and not matter.routine


def refuse_text(text: str) -> Sentence | None:
    """The sentence for what is no answer."""
    return None if text.strip() else say("Write the answer.")


@dataclass(frozen=True, slots=True)
class Heard:
    """What decides about an automatic answer to one item.

    `staffed` says that somebody is there for the channel now, `direct` that the item was written
    to us alone. `label` is a person's, else the scorer's; None until either has spoken.
    """

    switched_on: bool
    staffed: bool
    direct: bool
    public_too: bool
    can_reply: bool
    label: Label | None
    abusive: bool = False


def answers_by_itself(heard: Heard) -> bool:
    """Whether a machine may answer: switched on, nobody there, and neither abuse nor spam."""
    if not (heard.switched_on and heard.can_reply) or heard.staffed:
        return False
    if heard.label is None or heard.abusive or heard.label in NEVER_AUTOMATIC:
        return False
    return heard.direct or heard.public_too
