"""`oyez register`: the register of channels out to a file, and in from one."""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING

from oyez.cli import typed
from oyez.cli.acting import DONE, WRONG_INPUT, acting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oyez.domain.register.sheet import Problem, Sheet
    from oyez.govern.actions import Brought

SHOWN = 100  # problems that are told one by one


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the two verbs."""
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    out = verbs.add_parser("export", help="print the whole register")
    form = out.add_mutually_exclusive_group(required=True)
    form.add_argument("--csv", action="store_const", const="csv", dest="form", help="a table")
    form.add_argument(
        "--json", action="store_const", const="json", dest="form",
        help="the same with the legal bases and privacy assessments",
    )  # fmt: skip
    bring = verbs.add_parser("import", help="bring a file in: all of it, or nothing")
    bring.add_argument("file", type=typed.words, metavar="FILE", help="CSV or JSON, as exported")
    bring.add_argument(
        "--dry-run", action="store_true", help="say what would change, and change nothing"
    )
    bring.add_argument("--json", action="store_true", help="print one JSON object for machines")


def run(arguments: argparse.Namespace) -> int:
    """Do what was asked; exit code 2 says that rows are wrong and nothing was changed."""
    deeds = {"export": _export, "import": _import}
    return acting(lambda: deeds[arguments.verb](arguments))


def _export(arguments: argparse.Namespace) -> int:
    from django.utils import timezone  # noqa: PLC0415  (needs Django set up)

    from oyez.govern.actions import export_register  # noqa: PLC0415
    from oyez.govern.register.listing import RegisterSearch  # noqa: PLC0415

    for part in export_register(None, RegisterSearch(), arguments.form, now=timezone.now()):
        sys.stdout.write(part)
    sys.stdout.flush()
    return DONE


def _import(arguments: argparse.Namespace) -> int:
    from oyez.cli.database import demand_migrated  # noqa: PLC0415  (needs Django set up)
    from oyez.domain.register.sheet import decoded  # noqa: PLC0415
    from oyez.govern.actions import import_register  # noqa: PLC0415

    demand_migrated()
    channels, bases = _read(decoded(typed.content(arguments.file)))
    wrong = [*channels.problems, *bases.problems]
    # Rows that can be read are tried all the same, so that everything wrong is told at once.
    dry = arguments.dry_run or bool(wrong)
    brought = import_register(None, channels.rows, bases.rows, dry_run=dry)
    brought.problems = [*wrong, *brought.problems]
    if arguments.json:
        print(json.dumps(_data(brought, dry=arguments.dry_run), ensure_ascii=False), flush=True)
    else:
        _tell(brought, dry=arguments.dry_run)
    return WRONG_INPUT if brought.problems else DONE


def _read(text: str) -> tuple[Sheet, Sheet]:
    """Channels and legal bases; a table has channels only."""
    from oyez.domain.register.sheet import Sheet, is_json, read_json, read_table  # noqa: PLC0415
    from oyez.govern.register.exchange import BASIS_COLUMNS, COLUMNS, NEEDED  # noqa: PLC0415

    if not is_json(text):
        return read_table(text, COLUMNS, NEEDED), Sheet()
    channels = read_json(text, "channels", COLUMNS, NEEDED)
    if any(one.place.startswith("line") for one in channels.problems):
        return channels, Sheet()
    bases = read_json(text, "bases", BASIS_COLUMNS, BASIS_COLUMNS[:2])
    return channels, bases if text.lstrip().startswith("{") else Sheet()


def _data(brought: Brought, *, dry: bool) -> dict[str, object]:
    done = not dry and not brought.problems
    return {
        "done": done,
        "created": brought.created,
        "changed": brought.changed,
        "same": brought.same,
        "bases": brought.bases,
        "problems": [
            {"place": one.place, "column": one.column, "problem": str(one.sentence)}
            for one in brought.problems
        ],
    }


def _tell(brought: Brought, *, dry: bool) -> None:
    if brought.problems:
        print("\n".join(_lines(brought.problems)), file=sys.stderr)
        return
    would = "would be " if dry else ""
    for word, keys in (("entered", brought.created), ("changed", brought.changed)):
        print(f"{len(keys)} channels {would}{word}.")
        for one in keys if dry else ():
            print(f"  {one}")
    print(f"{brought.same} channels stay as they are; {brought.bases} legal bases {would}recorded.")


def _lines(problems: Sequence[Problem]) -> list[str]:
    found = [
        f"{one.place}{f', {one.column}' if one.column else ''}: {one.sentence}"
        for one in problems[:SHOWN]
    ]
    if len(problems) > SHOWN:
        found.append(f"... and {len(problems) - SHOWN} more.")
    return [*found, "Nothing was changed."]
