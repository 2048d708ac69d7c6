"""`oyez score`: what the scorer says of replies, one JSON object a line; nothing is sent anywhere.

Exit code 0 when every line was scored, 2 when some could not be read or no such scorer is there.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from typing import Any

from oyez.domain.errors import NotAllowed, say
from oyez.scoring import Scored, Text, load

WRONG_INPUT = 2
BATCH = 64
TASKS = ("abuse", "triage", "alarm")

Named = tuple[str | int, Text]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.description = (
        'Read one reply a line from standard input ({"id", "reply", "post", "lang"}; post and lang '
        "may be left out) and print its label and probability. Exit code 0 when every line was "
        "scored; 2 when some could not be read."
    )
    parser.add_argument("--task", required=True, choices=TASKS)
    parser.add_argument(
        "--scorer", default="fast", metavar="NAME", help="fast, tiny, or the name of a plug-in"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object a line")


def run(arguments: argparse.Namespace) -> int:
    """Score what comes in and print it."""
    from oyez.scoring.plugins import UnknownScorerError  # noqa: PLC0415  (numpy)
    from oyez.scoring.store import BrokenArtefactError  # noqa: PLC0415

    try:
        scorer = load(arguments.scorer)
    except (UnknownScorerError, BrokenArtefactError) as missing:
        print(missing, file=sys.stderr)
        return WRONG_INPUT
    refused: list[str] = []
    for batch in _batches(read_lines(sys.stdin.buffer, refused)):
        found = scorer.judge([text for _, text in batch])
        for (name, _), scored in zip(batch, found, strict=True):
            _print(name, told(scored, arguments.task), as_json=arguments.json)
        sys.stdout.flush()
    return WRONG_INPUT if refused else 0


def read_lines(lines: Iterable[bytes], refused: list[str]) -> Iterator[Named]:
    """The replies; a line that cannot be read is named at once and added to `refused`."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield read_reply(line, number)
        except NotAllowed as problem:
            refused.append(str(problem.reason))
            print(problem.reason, file=sys.stderr, flush=True)


def read_reply(line: bytes, number: int) -> Named:
    """The id and the text of one line; NotAllowed names the line that cannot be read."""
    entry = read_object(line, number)
    match entry:
        case {"id": str() | int() as name, "reply": str() as reply} if not isinstance(name, bool):
            post, lang = entry.get("post") or "", entry.get("lang") or ""
        case _:
            raise NotAllowed(
                say('Line {line} must be an object with "id" and "reply".', line=number)
            )
    if not isinstance(post, str) or not isinstance(lang, str):
        raise NotAllowed(say('Line {line}: "post" and "lang" must be texts.', line=number))
    return name, Text(reply, post, lang)


def read_object(line: bytes, number: int) -> Any:
    """What stands in one line of JSON; NotAllowed names the line that cannot be read."""
    try:
        return json.loads(line.decode())
    except UnicodeDecodeError:
        raise NotAllowed(say("Line {line} is not valid UTF-8.", line=number)) from None
    except (ValueError, RecursionError):
        raise NotAllowed(say("Line {line} is not valid JSON.", line=number)) from None


def told(scored: Scored, task: str) -> dict[str, Any]:
    """What is printed of a score for one task."""
    if task == "abuse":
        said: dict[str, Any] = {"label": "abuse" if scored.abusive else "other", "p": scored.abuse}
    elif task == "alarm":
        said = {"label": "alarm" if scored.alarming else "not_alarm", "p": scored.alarm}
    else:
        said = {"label": scored.triage, "p": scored.triage_p, "urgent": scored.urgent}
    by = {"scorer": scored.scorer, "version": scored.version, "fingerprint": scored.fingerprint}
    return said | by


def _batches(found: Iterable[Named]) -> Iterator[list[Named]]:
    batch: list[Named] = []
    for one in found:
        batch.append(one)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _print(name: str | int, said: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps({"id": name, **said}))
        return
    urgent = ", urgent" if said.get("urgent") else ""
    print(f"{name}: {said['label']} ({said['p']:.2f}{urgent})")
