"""The moments of an incident in words, for the page and the report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from oyez.domain.incident import Happening, Moment
from oyez.guard.story import Story
from oyez.guard.words import HAPPENINGS, station
from oyez.web.times import exact, number


@dataclass(frozen=True, slots=True)
class Line:
    """One moment: the clock, seconds from the beginning, what, where, by whom, and its proof."""

    at: datetime
    clock: str
    after: str
    what: str
    where: str
    by: str
    proof: str


def lines_of(story: Story) -> list[Line]:
    """Every moment in order, in the language that holds now."""
    return [_line(story, moment) for moment in story.moments]


def _line(story: Story, moment: Moment) -> Line:
    paged = moment.what is Happening.PAGED
    return Line(
        at=moment.at,
        clock=exact(moment.at),
        after=number(story.seconds(moment), 1),
        what=str(HAPPENINGS[moment.what]),
        where=str(station(moment.where)) if paged else moment.where,
        by=moment.by,
        proof=moment.proof,
    )
