"""Accepted risks: what somebody decided in writing, what a second one confirmed, until when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from oyez.domain.day import Day
from oyez.domain.errors import NotAllowed, Sentence, say

SHORTEST = 40  # characters in which nobody can say less than a reason
LONGEST = 5000


@dataclass(frozen=True, slots=True)
class Acceptance:
    """One written decision; its last day belongs to it, and it holds once it is confirmed."""

    ends_on: date
    confirmed: bool = False
    withdrawn_on: date | None = None

    def in_force(self, today: date) -> bool:
        """Whether it holds on this day."""
        return self.confirmed and self.withdrawn_on is None and today <= self.ends_on

    def waits(self, today: date) -> bool:
        """Whether a second person may still confirm it."""
        return not self.confirmed and self.withdrawn_on is None and today <= self.ends_on


def last_day(today: date) -> date:
    """The last day for which anybody may accept a risk: twelve months ahead."""
    try:
        return today.replace(year=today.year + 1)
    except ValueError:  # the 29th of February
        return today.replace(year=today.year + 1, day=28)


def check_written(reason: str, considered: str, ends_on: date, today: date) -> None:
    """NotAllowed where the decision is not written out, or holds for too long."""
    for field, text in (("reason", reason), ("considered", considered)):
        if len(text.strip()) < SHORTEST:
            template = "Write it out in {least} characters at least: others decide by it."
            raise NotAllowed(say(template, least=SHORTEST), field)
        if len(text) > LONGEST:
            raise NotAllowed(say("{most} characters fit here.", most=LONGEST), field)
    if ends_on <= today:
        raise NotAllowed(say("The last day has to lie ahead."), "ends_on")
    if ends_on > last_day(today):
        template = "A risk is accepted for twelve months at most, until {day}."
        raise NotAllowed(say(template, day=Day.of(last_day(today))), "ends_on")


def unaccepted(channel: str, known: Iterable[Acceptance], today: date) -> Sentence | None:
    """None while somebody has accepted the risk of this channel, or why nothing goes out there."""
    rows = list(known)
    if any(one.in_force(today) for one in rows):
        return None
    if any(one.waits(today) for one in rows):
        template = "The risk of {channel} is accepted by one governor; a second one has to confirm."
        return say(template, channel=channel)
    if taken := [one.withdrawn_on for one in rows if one.confirmed and one.withdrawn_on]:
        template = "The acceptance of the risk of {channel} was withdrawn on {day}."
        return say(template, channel=channel, day=Day.of(max(taken)))
    if ended := [one.ends_on for one in rows if one.confirmed]:
        template = "The acceptance of the risk of {channel} ended on {day}; decide about it anew."
        return say(template, channel=channel, day=Day.of(max(ended)))
    return say(
        "{channel} goes through a gateway that its platform does not allow. Two governors have to "
        "accept that risk in writing first.",
        channel=channel,
    )
