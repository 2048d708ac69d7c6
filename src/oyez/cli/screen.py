"""`oyez screen`: what the rules find in drafts, one JSON object a line; nothing is fetched.

Exit code 0 when every line was screened, whatever was found; 2 when some could not be read.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from oyez.domain.errors import NotAllowed, say
from oyez.domain.looking import Looked
from oyez.domain.screening import Context, Draft, Finding, Kind, Media, addresses_of, screen

WRONG_INPUT = 2
KINDS = ", ".join(Kind)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.description = (
        'Read one draft a line from standard input ({"id", "lang", "kind", "text", "links", '
        '"media"}) and print what the rules find in it. Exit code 0 when every line was screened, '
        "whatever was found; 2 when some could not be read."
    )
    parser.add_argument(
        "--context", required=True, metavar="FILE",
        help="JSON: now, timezone, official_domains, approved_external_domains, known_numbers, "
             "own_accounts",
    )  # fmt: skip
    parser.add_argument("--json", action="store_true", help="print one JSON object a line")
    parser.add_argument(
        "--fetch", action="store_true", help="look at the links too, through the guarded door"
    )


def run(arguments: argparse.Namespace) -> int:
    """Screen what comes in and print it."""
    try:
        context = _context(arguments.context)
    except NotAllowed as refused:
        return _refuse(refused)
    code = 0
    for number, line in enumerate(sys.stdin.buffer, start=1):
        if not line.strip():
            continue
        try:
            name, draft = read_draft(line, number)
        except NotAllowed as refused:
            code = _refuse(refused)
            continue
        looked = _looks(draft, context.now) if arguments.fetch else {}
        _print(name, screen(draft, context, looked), as_json=arguments.json)
    return code


def _looks(draft: Draft, now: datetime) -> Mapping[str, Looked]:
    from oyez.looking.door import Door  # noqa: PLC0415 - only --fetch loads what opens a socket
    from oyez.looking.look import Looker  # noqa: PLC0415

    looker = Looker(Door())
    return {address: looker.look(address, now) for address in addresses_of(draft)}


def _context(path: str) -> Context:
    try:
        found = json.loads(Path(path).read_bytes())
    except OSError as error:
        why = error.strerror or "this is no file name"
        raise NotAllowed(say("{path} cannot be read: {why}.", path=path, why=why)) from None
    except (ValueError, RecursionError):
        raise NotAllowed(say("{path} is not valid JSON.", path=path)) from None
    if not isinstance(found, dict):
        raise NotAllowed(say("{path} must hold one JSON object.", path=path))
    return read_context(found)


def read_context(found: Mapping[str, Any]) -> Context:
    """The surroundings out of JSON; keys that are not known are left alone."""
    try:
        zone = ZoneInfo(str(found.get("timezone") or "UTC"))
    except (KeyError, ValueError, OSError):
        raise NotAllowed(say("The context's timezone must be a name like Europe/London.")) from None
    try:
        now = datetime.fromisoformat(str(found["now"]))
    except (KeyError, ValueError):
        raise NotAllowed(say("The context's now must be a time like 2026-11-21T18:00.")) from None
    return Context(
        now=now if now.tzinfo else now.replace(tzinfo=zone),
        timezone=zone,
        official_domains=_words(found, "official_domains"),
        approved_external_domains=_words(found, "approved_external_domains"),
        known_numbers=_words(found, "known_numbers"),
        own_accounts=_words(found, "own_accounts"),
    )


def _words(found: Mapping[str, Any], name: str) -> tuple[str, ...]:
    words = found.get(name) or []
    if not isinstance(words, list) or not all(isinstance(word, str | int) for word in words):
        raise NotAllowed(say("The context's {name} must be a list of texts.", name=name))
    return tuple(str(word) for word in words)


def read_draft(line: bytes, number: int) -> tuple[str | int, Draft]:
    """The id and the draft of one line; NotAllowed names the line that cannot be read."""
    try:
        entry = json.loads(line.decode())
    except UnicodeDecodeError:
        raise NotAllowed(say("Line {line} is not valid UTF-8.", line=number)) from None
    except (ValueError, RecursionError):
        raise NotAllowed(say("Line {line} is not valid JSON.", line=number)) from None
    match entry:
        case {"id": str() | int() as name, "text": str() as text}:
            return name, _draft(entry, text, number)
    raise NotAllowed(say('Line {line} must be an object with "id" and "text".', line=number))


def _draft(entry: Mapping[str, Any], text: str, number: int) -> Draft:
    links, media = entry.get("links") or [], entry.get("media") or []
    if not isinstance(links, list) or not all(isinstance(link, str) for link in links):
        raise NotAllowed(say('Line {line}: "links" must be a list of texts.', line=number))
    if not isinstance(media, list) or not all(isinstance(one, dict) for one in media):
        raise NotAllowed(say('Line {line}: "media" must be a list of objects.', line=number))
    kind = entry.get("kind") or Kind.NEWS
    if kind not in list(Kind):
        sentence = say('Line {line}: "kind" must be one of {kinds}.', line=number, kinds=KINDS)
        raise NotAllowed(sentence)
    return Draft(
        text=text,
        lang=str(entry.get("lang") or ""),
        kind=Kind(kind),
        links=tuple(links),
        media=tuple(_medium(one) for one in media),
    )


def _medium(one: Mapping[str, Any]) -> Media:
    nudity = one.get("nudity")
    return Media(
        type=str(one.get("type") or "image"),
        alt=str(one.get("alt") or ""),
        decorative=one.get("decorative") is True,
        location=bool(one.get("location")),
        nudity=float(nudity) if isinstance(nudity, int | float) else None,
        seen_before=str(one.get("seen_before") or ""),
    )


def _print(name: str | int, findings: list[Finding], *, as_json: bool) -> None:
    if as_json:
        rows = [
            {
                "code": one.code,
                "level": one.level.value,
                "evidence": one.evidence,
                "start": one.start,
                "end": one.end,
            }
            for one in findings
        ]
        print(json.dumps({"id": name, "findings": rows}), flush=True)
        return
    print(f"{name}: nothing found" if not findings else f"{name}:")
    for one in findings:
        print(f"  {one.level.value:<5}  {one.code}  {one.sentence}")


def _refuse(refused: NotAllowed) -> int:
    print(refused.reason, file=sys.stderr)
    return WRONG_INPUT
