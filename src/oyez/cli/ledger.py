"""`oyez ledger verify` and `oyez ledger show`."""

from __future__ import annotations

import argparse
import json
import sys

from django.db import DatabaseError

from oyez.cli.setup import ready


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the two verbs."""
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    verify = verbs.add_parser("verify", help="check every seal from the first entry to the last")
    show = verbs.add_parser("show", help="print the newest entries")
    show.add_argument("--last", type=int, default=20, metavar="N", help="how many (20)")
    for verb in (verify, show):
        verb.add_argument("--json", action="store_true", help="print JSON")


def run(arguments: argparse.Namespace) -> int:
    """Do what was asked; exit code 1 says that the ledger is broken."""
    ready()
    try:
        if arguments.verb == "show":
            return _show(arguments.last, as_json=arguments.json)
        return _verify(as_json=arguments.json)
    except DatabaseError as error:
        print(f"The ledger cannot be read: {error}", file=sys.stderr)
        return 4


def _verify(*, as_json: bool) -> int:
    from oyez.audit import queries  # noqa: PLC0415  (needs Django set up)

    broken, end = queries.first_broken(), queries.head()
    if as_json:
        found = broken and {"seq": broken.seq, "damage": broken.damage, "why": broken.sentence}
        count, last = (end.seq, end.hash) if end else (0, "")
        print(json.dumps({"whole": broken is None, "entries": count, "last": last, "first": found}))
    elif broken:
        print(f"{broken.sentence} ({broken.damage})", file=sys.stderr)
    elif end:
        # Whoever notes this line elsewhere can tell later that nothing before it was rewritten.
        print(f"The ledger is whole: {end.seq} entries, the last seal is {end.hash}.")
    return 1 if broken else 0


def _show(count: int, *, as_json: bool) -> int:
    from oyez.audit.queries import last_entries  # noqa: PLC0415  (needs Django set up)

    for entry in last_entries(max(count, 0)):
        at = entry.at.isoformat(timespec="milliseconds")
        if as_json:
            names = ("seq", "actor", "action", "object", "request_id", "data", "hash")
            print(json.dumps({"at": at} | {name: getattr(entry, name) for name in names}))
        else:
            details = json.dumps(entry.data, ensure_ascii=False, sort_keys=True)
            print(f"{entry.seq:>7}  {at}  {entry.actor}  {entry.action}  {entry.object}  {details}")
    return 0
