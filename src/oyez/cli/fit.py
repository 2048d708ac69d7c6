"""Count a text from standard input exactly as a platform counts it, and say what else it asks.

Exit code 0 when everything was counted, whether it fits or not; 2 when input could not be read.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from oyez.domain.demands import Demands, Finding, Written, findings
from oyez.domain.errors import NotAllowed, say
from oyez.domain.fitting import RULES, Count, count
from oyez.platforms.registry import LABELS, PROFILES

_UNITS = {
    "weighted": "weighted characters",
    "graphemes": "characters",
    "utf16": "UTF-16 units",
    "codepoints": "code points",
    "gsm7": "7-bit characters",
    "ucs2": "UCS-2 units",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.description = (
        "Count a text from standard input exactly as a platform counts it. One line end at the "
        "end of the input is not counted. What the platform asks besides, such as pictures or few "
        "hashtags, is said as well. Exit code 0 when everything was counted, whether it fits or "
        "not; 2 when some input could not be read."
    )
    parser.add_argument("--platform", required=True, choices=sorted(RULES))
    parser.add_argument("--limit", type=_positive, help="the limit of this server or account")
    parser.add_argument(
        "--alt",
        action="append",
        metavar="TEXT",
        help="the description of a picture that goes with it; once for each picture",
    )
    parser.add_argument("--no-picture", action="store_true", help="no picture goes with it")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a sentence")
    parser.add_argument(
        "--lines",
        action="store_true",
        help='read one JSON object {"id", "text"} a line, print one result a line',
    )


def _positive(word: str) -> int:
    number = int(word)
    if number < 1:
        raise ValueError(word)
    return number


def run(arguments: argparse.Namespace) -> int:
    """Count what comes in and print it."""
    raw = sys.stdin.buffer.read()
    if arguments.lines:
        return _run_lines(raw, arguments)
    raw = raw.removesuffix(b"\n").removesuffix(b"\r") if raw.endswith(b"\n") else raw
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return _refuse(f"Line {line} of the input is not valid UTF-8.")
    print(_told(text, arguments))
    return 0


def _run_lines(raw: bytes, arguments: argparse.Namespace) -> int:
    code = 0
    for number, line in enumerate(raw.split(b"\n"), start=1):
        if not line.strip():
            continue
        try:
            name, text = _read_line(line, number)
        except NotAllowed as refused:
            code = _refuse(str(refused.reason))
            continue
        print(_told(text, arguments, name))
    return code


def _told(text: str, arguments: argparse.Namespace, name: str | int | None = None) -> str:
    """The count and the findings: one object for machines, sentences for people."""
    pictures: list[str] = arguments.alt or []
    demands = _demands(arguments.platform)
    room = demands.room(arguments.limit, len(pictures))
    counted = count(arguments.platform, text, room)
    known = bool(pictures) or arguments.no_picture  # else nobody said whether there are any
    found = findings(demands, Written(text, pictures, answers=not known))
    if arguments.json:
        return json.dumps(_as_json(counted, found, name))
    lines = [_sentence(counted), *(str(one.sentence) for one in found)]
    return " ".join(lines) if name is None else f"{name}: {' '.join(lines)}"


def _demands(platform: str) -> Demands:
    profile = PROFILES.get(platform)
    return profile.demands(LABELS[platform]) if profile else Demands(platform, platform)


def _as_json(counted: Count, found: Sequence[Finding], name: str | int | None) -> dict[str, Any]:
    """`findings` is there where something was found; one that stops keeps it from going out."""
    told: dict[str, Any] = asdict(counted) if name is None else {"id": name, **asdict(counted)}
    if found:
        told["findings"] = [
            {"code": one.code, "sentence": str(one.sentence), "stops": one.stops} for one in found
        ]
    return told


def _read_line(line: bytes, number: int) -> tuple[str | int, str]:
    """The id and the text of one line; NotAllowed names the line that cannot be read."""
    try:
        entry = json.loads(line.decode())
    except UnicodeDecodeError:
        raise NotAllowed(say("Line {line} is not valid UTF-8.", line=number)) from None
    except (ValueError, RecursionError):
        raise NotAllowed(say("Line {line} is not valid JSON.", line=number)) from None
    match entry:
        case {"id": str() | int() as name, "text": str() as text}:
            pass
        case _:
            raise NotAllowed(
                say('Line {line} must be an object with "id" and "text".', line=number)
            )
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise NotAllowed(say("Line {line} holds half of a character.", line=number))
    return name, text


def _sentence(counted: Count) -> str:
    unit = _UNITS[counted.unit]
    if counted.limit is None:
        return f"It fits: {counted.count} {unit}, and {counted.platform} has no limit."
    verdict = "It fits" if counted.fits else "It does not fit"
    return f"{verdict}: {counted.count} of {counted.limit} {unit} on {counted.platform}."


def _refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 2
