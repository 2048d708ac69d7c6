"""Play one story from its first line to its last."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from oyez.proof.stories import STORIES
from oyez.proof.stories.player import Player, StoryOver
from oyez.proof.stories.theatre import theatre


def run(
    story: str, write: Callable[[str], None], sabotage: str = "", report: Path | None = None
) -> Player:
    """The performance; its `held` says whether every expectation did."""
    player = Player(story, write, report)
    with theatre(sabotage) as (played, outside):
        play = import_module(f"oyez.proof.stories.{STORIES[story]}").play
        try:
            play(player, outside)
        except StoryOver as over:
            player.tell(f"The story cannot go on without this: {over}")
        player.act("The log of the worker is read.", lambda: None)
        player.expect("No step crashed in the worker.", played.last_words, [])
    return player
