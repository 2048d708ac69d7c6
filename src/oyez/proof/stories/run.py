"""Play one story from its first line to its last."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from importlib import import_module
from pathlib import Path
from typing import Any

from oyez.proof.stories import BEGINS, STORIES
from oyez.proof.stories.player import Player, StoryOver
from oyez.proof.stories.theatre import theatre

OPENS = time(9, tzinfo=UTC)


def run(
    story: str, write: Callable[[str], None], sabotage: str = "", report: Path | None = None
) -> Player:
    """The performance; its `held` says whether every expectation did."""
    player = Player(story, write, report)
    begins = _begins(story, datetime.now(UTC))
    with theatre(sabotage, begins=begins) as (played, outside):
        more = _calendar(player, played, sabotage) if begins else []
        play = import_module(f"oyez.proof.stories.{STORIES[story]}").play
        try:
            play(player, outside, *more)
        except StoryOver as over:
            player.tell(f"The story cannot go on without this: {over}")
        except Exception as crash:
            if not player.broken:
                raise
            # What did not hold is missing now, and it has been noted.
            player.tell(f"The story cannot go on: {type(crash).__name__}: {crash}")
        player.act("The log of the worker is read.", lambda: None)
        player.expect("No step crashed in the worker.", played.last_words, [])
    return player


def _begins(story: str, now: datetime) -> datetime | None:
    """The next such day, because a clock is never put back."""
    if story not in BEGINS:
        return None
    month, day = BEGINS[story]
    here = datetime.combine(date(now.year, month, day), OPENS)
    return here if here > now else here.replace(year=now.year + 1)


def _calendar(player: Player, *stage: Any) -> list[Any]:
    from oyez.proof.stories.calendar import Calendar, on_the_clock  # noqa: PLC0415 (Django)

    player.clock = on_the_clock
    return [Calendar(player, *stage)]
