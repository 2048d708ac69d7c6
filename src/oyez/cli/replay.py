"""`oyez replay`: what the inbox, the scorer, the watch and the alarm make of a timeline."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from oyez.cli.acting import WrongInputError
from oyez.cli.typed import content, words
from oyez.proof.replay.timeline import TimelineError, read
from oyez.proof.stage import empty_house


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the file."""
    parser.add_argument("file", type=words, metavar="TIMELINE", help="a JSON file, - for stdin")
    parser.add_argument("--json", action="store_true", help="one JSON object for machines")


def run(arguments: argparse.Namespace) -> int:
    """Exit 0 with the figures, 2 when the file is no timeline."""
    try:
        raw = sys.stdin.buffer.read() if arguments.file == "-" else content(arguments.file)
        timeline = read(json.loads(raw))
    except (WrongInputError, TimelineError) as error:
        print(error, file=sys.stderr)
        return 2
    except ValueError as error:
        print(f"{arguments.file} is no JSON: {error}", file=sys.stderr)
        return 2
    with empty_house():
        from oyez.proof.replay.run import play  # noqa: PLC0415 (needs Django set up)

        found = play(timeline)
    print(json.dumps(found, ensure_ascii=False) if arguments.json else told(found))
    return 0


def told(found: dict[str, Any]) -> str:
    """The figures for people."""
    lines = [found["title"]] if found["title"] else []
    for post, codes in found["screening"].items():
        lines.append(f"{post}: {', '.join(codes) or 'nothing found before sending'}")
    for page in found["pages"]:
        where = f" about {page['on']}" if page["on"] else ""
        lines.append(f"{page['t']:8.0f} s  {page['urgency']} page{where}: {page['reason']}")
    if found["paged_at"] is None:
        lines.append("Nobody was woken.")
    if found["frozen"]:
        lines.append(f"Frozen: {', '.join(found['frozen'])}")
    if found["offered"]:
        lines.append(f"Ready on the alarm's page: {', '.join(found['offered'])}")
    return "\n".join(lines)
