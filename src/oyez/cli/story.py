"""`oyez story`: play an incident in the terminal, with times and expectations."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from oyez.proof.chaos.sabotage import Sabotage
from oyez.proof.stories import STORIES
from oyez.proof.stories.carelessness import Carelessness
from oyez.proof.stories.player import Player
from oyez.proof.stories.run import run as play
from oyez.proof.stories.theatre import NO_WORKER


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the story, and how to break it."""
    parser.description = (
        "Play an incident through the real actions on a throw-away installation: simulator, "
        "worker and portal in processes of their own. Exit code 0 only if every expectation held."
    )
    parser.add_argument("story", metavar="STORY", help=", ".join(STORIES))
    parser.add_argument(
        "--sabotage",
        choices=[NO_WORKER, *(way.value for way in (*Sabotage, *Carelessness))],
        default="",
        help="break it on purpose; a story that notices exits with 1",
    )
    parser.add_argument(
        "--report", type=Path, metavar="FILE", help="keep the incident report of the story as PDF"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object for machines")


def run(arguments: argparse.Namespace) -> int:
    """0 when every expectation held, 1 when one did not, 2 for an unknown story."""
    if arguments.story not in STORIES:
        known = ", ".join(STORIES)
        print(f"There is no story {arguments.story!a}. Known: {known}.", file=sys.stderr)
        return 2
    try:
        write = _silent if arguments.json else _aloud
        player = play(arguments.story, write, arguments.sabotage, arguments.report)
    except (RuntimeError, OSError) as error:
        print(f"The stage of the story could not be set: {error}", file=sys.stderr)
        return 4
    except KeyboardInterrupt:
        return 130
    _conclude(player, as_json=arguments.json)
    return 0 if player.held else 1


def _conclude(player: Player, *, as_json: bool) -> None:
    failed = [one for one in player.played if not one.held]
    if as_json:
        print(json.dumps(player.as_json()))
    else:
        count = len(player.played)
        print(f"\n{count - len(failed)} of {count} expectations held.", flush=True)
    for one in failed:
        print(f"NOT held: {one.expected} (after: {one.step}){one.found}", file=sys.stderr)


def _aloud(line: str) -> None:
    print(line, flush=True)


def _silent(line: str) -> None:
    """Machines read the object at the end only."""
