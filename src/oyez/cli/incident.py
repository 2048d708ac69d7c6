"""`oyez incident`: list incidents, and write the report of one."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from oyez.cli.acting import DONE, WrongInputError, acting

LANGUAGES = ("en", "de", "fr")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verbs."""
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    show = verbs.add_parser("list", help="print the incidents, the newest first")
    show.add_argument("--json", action="store_true", help="print one JSON object a line")
    report = verbs.add_parser("report", help="write the report of an incident as a tagged PDF")
    report.add_argument("number", type=int, metavar="N", help="the incident's number")
    report.add_argument("--out", required=True, type=Path, metavar="FILE", help="where to write it")
    report.add_argument("--language", choices=LANGUAGES, default="en", help="of the report (en)")


def run(arguments: argparse.Namespace) -> int:
    """Do what was asked."""
    if arguments.verb == "list":
        return acting(lambda: _list(as_json=arguments.json))
    return acting(lambda: _report(arguments.number, arguments.out, arguments.language))


def _list(*, as_json: bool) -> int:
    from oyez.guard.queries.incidents import newest_incidents  # noqa: PLC0415  (needs Django set up)

    for one in newest_incidents():
        at = one.opened_at.isoformat(timespec="seconds")
        state = "closed" if one.resolved_at else "open"
        if as_json:
            print(json.dumps({"incident": one.pk, "title": one.title, "at": at, "state": state}))
        else:
            print(f"{one.pk:>6}  {at}  {state:<6}  {one.title}")
    return DONE


def _report(number: int, out: Path, language: str) -> int:
    from django.utils import timezone  # noqa: PLC0415  (needs Django set up)

    from oyez.cli import output  # noqa: PLC0415
    from oyez.guard.queries.incidents import incident_by_id  # noqa: PLC0415
    from oyez.guard.report import pdf_of  # noqa: PLC0415
    from oyez.guard.story import story_of  # noqa: PLC0415

    incident = incident_by_id(number) if 0 < number < 2**63 else None
    if incident is None:
        raise WrongInputError(f"There is no incident {number}.")
    data = pdf_of(story_of(incident, timezone.now()), language)
    output.keep(out, data)
    print(f"The report of incident {number} is written: {out} ({len(data)} bytes).")
    return DONE
