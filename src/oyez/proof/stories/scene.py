"""What every part of a long story needs at hand."""

from __future__ import annotations

from dataclasses import dataclass

from oyez.proof.stories.calendar import Calendar
from oyez.proof.stories.cast import Cast
from oyez.proof.stories.outside import Outside
from oyez.proof.stories.player import Player


@dataclass(slots=True)
class Scene:
    """Who tells it, what everybody sees, who acts, and the calendar on the wall."""

    player: Player
    outside: Outside
    cast: Cast
    calendar: Calendar
