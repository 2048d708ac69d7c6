"""`oyez review`: evidence about channels, what the rules propose, and what people decide."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable

from oyez.cli import review_acts
from oyez.cli.acting import acting
from oyez.cli.review_lines import propose
from oyez.cli.typed import words

DONE, BROKEN, WRONG_INPUT = 0, 1, 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verbs."""
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    _add_coverage(verbs.add_parser("coverage", help="count how often intervals hold the truth"))
    proposing = verbs.add_parser("propose", help="say what the rules make of a made-up scenario")
    proposing.add_argument("file", type=words, metavar="SCENARIO", help="a JSON file, - for stdin")
    proposing.add_argument("--json", action="store_true", help="print one JSON object a channel")
    review_acts.add_arguments(verbs)


def run(arguments: argparse.Namespace) -> int:
    """Do what the verb says."""
    verbs: dict[str, Callable[[argparse.Namespace], int]] = {
        "coverage": _coverage,
        "propose": propose,
    }
    acts: dict[str, Callable[[argparse.Namespace], int]] = {
        "open": review_acts.open_,
        "freeze": review_acts.freeze,
        "show": review_acts.show,
        "report": review_acts.report,
        "decide": review_acts.decide,
        "import": review_acts.import_,
    }
    if arguments.verb in acts:
        return acting(lambda: acts[arguments.verb](arguments))
    return verbs[arguments.verb](arguments)


def _add_coverage(part: argparse.ArgumentParser) -> None:
    part.add_argument(
        "--labelled", type=words, metavar="FILE",
        help="JSON lines of notice, score and label (not given: replies made up with --seed)",
    )  # fmt: skip
    part.add_argument("--resamples", type=int, default=1000, metavar="NUMBER")
    part.add_argument("--seed", type=int, default=1, metavar="NUMBER")
    part.add_argument("--sabotage", choices=["naive"], help="count what the machine says instead")
    part.add_argument("--json", action="store_true", help="print one JSON object for machines")


def _coverage(arguments: argparse.Namespace) -> int:
    """Exit 0 when every cell holds, 1 when one does not, 2 when the file is no labelled set."""
    from oyez.proof.review.coverage import measured, told  # noqa: PLC0415  (numpy)
    from oyez.proof.review.population import LabelledSetError  # noqa: PLC0415

    try:
        found = measured(
            labelled=arguments.labelled,
            resamples=arguments.resamples,
            seed=arguments.seed,
            naive=arguments.sabotage == "naive",
        )
    except LabelledSetError as problem:
        print(problem, file=sys.stderr)
        return WRONG_INPUT
    print(json.dumps(found) if arguments.json else told(found))
    return DONE if found["ok"] else BROKEN
