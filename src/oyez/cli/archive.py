"""`oyez archive`: keep what a channel holds, read exports in, hand the records out, check them."""

from __future__ import annotations

import argparse
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from oyez.cli.acting import BROKEN, DONE, OutsideError, WrongInputError, acting

if TYPE_CHECKING:
    from oyez.govern.models import Channel

VERBS = {
    "begin": "have the worker store everything that a channel holds; again: only what is new",
    "import": "read in what a platform has exported of a channel: X, Facebook, Instagram, Telegram",
    "export": "write all records of a channel into one file",
    "verify": "check such a file, without this installation; exit code 1 when it is not sound",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verbs."""
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    made = {
        name: verbs.add_parser(name, help=told, description=told) for name, told in VERBS.items()
    }
    for name in ("begin", "import", "export"):
        made[name].add_argument("channel", type=int, help="the number of the channel")
    made["import"].add_argument("path", type=Path, help="the zip file or folder of the platform")
    made["export"].add_argument("file", type=Path, help="the file to write, such as x.zip")
    made["verify"].add_argument("file", type=Path, help="the file to check")
    for one in made.values():
        one.add_argument("--json", action="store_true", help="print one JSON object for machines")


def run(arguments: argparse.Namespace) -> int:
    """Do what was asked."""
    deeds = {"begin": _begin, "import": _import, "export": _export, "verify": _verify}
    return acting(lambda: deeds[arguments.verb](arguments))


def _channel(number: int) -> Channel:
    from oyez.govern.overview import channel_by_id  # noqa: PLC0415  (needs Django set up)

    found = channel_by_id(number) if 0 < number < 2**63 else None
    if found is None:
        raise WrongInputError(f"There is no channel {number}.")
    return found


def _begin(arguments: argparse.Namespace) -> int:
    from django.utils import timezone  # noqa: PLC0415  (needs Django set up)

    from oyez.archive.actions import begin_archiving  # noqa: PLC0415

    run = begin_archiving(None, _channel(arguments.channel), at=timezone.now())
    words = (
        "The worker stores it portion by portion; the page of the channel’s archive shows how far."
    )
    return _say(arguments, {"archiving": run.pk, "begun_at": run.begun_at.isoformat()}, words)


def _import(arguments: argparse.Namespace) -> int:
    from django.utils import timezone  # noqa: PLC0415  (needs Django set up)

    from oyez.archive.actions import import_export  # noqa: PLC0415

    row = import_export(None, _channel(arguments.channel), arguments.path, at=timezone.now())
    problems = [str(one["template"]).format(**one["values"]) for one in row.problems]
    lines = [
        f"{row.counts['new']} things are new, {row.counts['known']} were known already.",
        *problems,
    ]
    return _say(arguments, {"counts": row.counts, "problems": problems}, "\n".join(lines))


def _export(arguments: argparse.Namespace) -> int:
    from django.utils import timezone  # noqa: PLC0415  (needs Django set up)

    from oyez.archive.actions import hand_out  # noqa: PLC0415

    channel, file = _channel(arguments.channel), arguments.file
    if file.exists():
        raise WrongInputError(f"{file} is there already; an export overwrites nothing.")
    part = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        with os.fdopen(os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as out:
            told = hand_out(None, channel, out, at=timezone.now())
        part.replace(file)
    except OSError as error:
        raise OutsideError(f"The file cannot be written: {error}.") from error
    finally:
        part.unlink(missing_ok=True)
    words = f"{told['records']} records are in {file}. The digest of their list is {told['index']}."
    lacking = [f"{name} is lacking in the store." for name in told["lacking"]]
    facts = {name: told[name] for name in ("records", "index", "lacking")}
    return _say(arguments, {"file": str(file), **facts}, "\n".join([words, *lacking]))


def _verify(arguments: argparse.Namespace) -> int:
    from oyez.archive.verifying import verify  # noqa: PLC0415  (needs Django set up)

    if not arguments.file.is_file():
        raise WrongInputError(f"There is no file {arguments.file}.")
    found = verify(arguments.file)
    facts = {"records": found.records, "files": found.files, "index": found.index}
    words = f"{found.records} records and {found.files} files were read."
    last = "Everything is as it was written." if found.sound else "\n".join(found.problems)
    _say(arguments, {**facts, "problems": found.problems}, f"{words}\n{last}")
    return DONE if found.sound else BROKEN


def _say(arguments: argparse.Namespace, found: dict[str, Any], words: str) -> int:
    print(json.dumps(found, ensure_ascii=False) if arguments.json else words)
    return DONE
