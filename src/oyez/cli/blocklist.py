"""`oyez blocklist`: names of hosts that a notice must not link to, kept by others."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from oyez.cli.acting import BROKEN, DONE, WrongInputError, acting

VERBS = {
    "import": "bring a list in, or replace the one of that name",
    "list": "show the lists that are here, and the hosts that are let through",
    "look": "say under what a host or an address is listed; exit code 1 when it is",
    "remove": "take a list away",
    "allow": "let a host through although it is listed, with a reason and until a day",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verbs."""
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    made = {
        name: verbs.add_parser(name, help=says, description=says) for name, says in VERBS.items()
    }
    bring, allow = made["import"], made["allow"]
    bring.add_argument("name", help="what the list is called here: small letters, digits, hyphens")
    bring.add_argument(
        "file", type=Path, help="plain names, a hosts file, CSV, a folder or archive"
    )
    bring.add_argument("--category", required=True, help="what it lists, such as adult or malware")
    bring.add_argument("--licence", required=True, help="the terms under which it may be used")
    made["look"].add_argument("host", help="a host or an address")
    made["remove"].add_argument("name", help="which list")
    allow.add_argument("host", help="a host; what is below it is let through as well")
    allow.add_argument("--reason", required=True, help="why it is no danger")
    allow.add_argument("--until", required=True, metavar="DAY", help="the last day, as 2026-12-31")
    for one in made.values():
        one.add_argument("--json", action="store_true", help="print one JSON object for machines")


def run(arguments: argparse.Namespace) -> int:
    """Do what was asked."""
    deeds = {"import": _import, "list": _list, "look": _look, "remove": _remove, "allow": _allow}
    return acting(lambda: deeds[arguments.verb](arguments))


def _import(arguments: argparse.Namespace) -> int:
    from oyez.guard.actions import import_blocklist  # noqa: PLC0415  (needs Django set up)
    from oyez.guard.actions.import_blocklist import Source  # noqa: PLC0415

    source = Source(arguments.name, arguments.file, arguments.category, arguments.licence)
    try:
        done, counted = import_blocklist(None, source)
    except OSError as error:
        raise WrongInputError(f"{arguments.file} cannot be read: {error}") from error
    words = f"{done.names} names are listed as {done.category} (version {done.version})."
    if counted.malformed:
        words += (
            f" {counted.malformed} lines name nothing that can be understood; the first is line "
            f"{counted.first_malformed}."
        )
    return _say(arguments, asdict(done) | {"lines": counted.lines, "version": done.version}, words)


def _list(arguments: argparse.Namespace) -> int:
    from oyez.govern.looker import lists  # noqa: PLC0415  (needs Django set up)

    entries, allowed = lists().read()
    found = {
        "lists": [asdict(one) | {"version": one.version} for one in entries],
        "allowed": [asdict(one) | {"until": one.until.isoformat()} for one in allowed],
    }
    lines = [
        f"{one.name}: {one.names} names as {one.category}, version {one.version}, imported "
        f"{one.imported_at}; {one.licence}"
        for one in entries
    ]
    lines += [f"let through until {one.until}: {one.host} ({one.reason})" for one in allowed]
    return _say(arguments, found, "\n".join(lines) or "There are no block-lists here.")


def _look(arguments: argparse.Namespace) -> int:
    from oyez.govern.looker import lists  # noqa: PLC0415  (needs Django set up)

    hits = lists().hits(arguments.host)
    found = [
        {"listed": hit.listed, "category": hit.entry.category, "list": hit.entry.name,
         "version": hit.entry.version}
        for hit in hits
    ]  # fmt: skip
    lines = [
        f"{hit.listed} is listed as {hit.entry.category} by {hit.entry.name} "
        f"(version {hit.entry.version})."
        for hit in hits
    ]
    _say(arguments, {"host": arguments.host, "hits": found}, "\n".join(lines) or "Not listed.")
    return BROKEN if hits else DONE


def _remove(arguments: argparse.Namespace) -> int:
    from oyez.guard.actions import remove_blocklist  # noqa: PLC0415  (needs Django set up)

    remove_blocklist(None, arguments.name)
    return _say(arguments, {"removed": arguments.name}, f"The list {arguments.name} is gone.")


def _allow(arguments: argparse.Namespace) -> int:
    from django.utils import timezone  # noqa: PLC0415  (needs Django set up)

    from oyez.guard.actions import allow_host  # noqa: PLC0415

    try:
        until = date.fromisoformat(arguments.until)
    except ValueError:
        raise WrongInputError(f"{arguments.until} is no day; write it as 2026-12-31.") from None
    today = timezone.localdate()
    one = allow_host(None, arguments.host, reason=arguments.reason, until=until, today=today)
    found = {"host": one.host, "reason": one.reason, "until": one.until.isoformat()}
    return _say(arguments, found, f"{one.host} is let through until {one.until}.")


def _say(arguments: argparse.Namespace, found: dict[str, Any], words: str) -> int:
    print(json.dumps(found, ensure_ascii=False) if arguments.json else words)
    return DONE
