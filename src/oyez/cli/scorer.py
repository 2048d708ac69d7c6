"""`oyez scorer`: train the scorer that ships, measure one, and print its card."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # numpy is read only where it is needed
    from oyez.scoring.store import Artefact

DONE, WRONG_INPUT = 0, 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verbs."""
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    train = verbs.add_parser("train", help="train it anew; the same texts give the same bytes")
    given = train.add_mutually_exclusive_group(required=True)
    given.add_argument("folder", nargs="?", type=Path, metavar="FOLDER", help="the shared data")
    given.add_argument("--data", type=Path, metavar="FOLDER", help="the same")
    train.add_argument("--out", type=Path, metavar="DIR", help="not given: what ships is replaced")
    evaluate = verbs.add_parser("evaluate", help="measure a scorer on labelled replies")
    evaluate.add_argument("file", metavar="FILE.jsonl", type=Path)
    evaluate.add_argument("--scorer", default="fast", metavar="NAME")
    card = verbs.add_parser("card", help="say what the scorer is, was trained on, and misses")
    for part in (train, evaluate, card):
        part.add_argument("--json", action="store_true", help="print one JSON object")


def run(arguments: argparse.Namespace) -> int:
    """Do what the verb says."""
    return {"train": _train, "evaluate": _evaluate, "card": _card}[arguments.verb](arguments)


def _train(arguments: argparse.Namespace) -> int:
    try:
        from oyez.scoring.train.run import train  # noqa: PLC0415  (the extra `train`)
    except ImportError:
        return _refuse("Training needs scikit-learn: install oyez with its extra `train`.")
    from oyez.scoring.store import SHIPPED  # noqa: PLC0415
    from oyez.scoring.train.sources import MissingDataError  # noqa: PLC0415

    try:
        found = train(
            arguments.data or arguments.folder,
            arguments.out or SHIPPED,
            say=lambda sentence: print(sentence, file=sys.stderr, flush=True),
        )
    except MissingDataError as missing:
        return _refuse(str(missing))
    told = {**_fingerprints(found), "texts": found.about["texts"]}
    if arguments.json:
        print(json.dumps(told))
        return DONE
    print(f"The fingerprint is {told['fingerprint']}. In a score it stands with the tier in it:")
    print("\n".join(f"{name} {digest}" for name, digest in told["scorers"].items()))
    return DONE


def _fingerprints(artefact: Artefact) -> dict[str, Any]:
    """Of the artefact, and as every score keeps it, by tier."""
    from oyez.scoring import SHIPPED  # noqa: PLC0415  (numpy)
    from oyez.scoring.scorers import LinearScorer  # noqa: PLC0415  (as above)

    tiers = {name: LinearScorer(name, artefact).fingerprint() for name in SHIPPED}
    return {"fingerprint": artefact.fingerprint(), "scorers": tiers}


def _evaluate(arguments: argparse.Namespace) -> int:
    from oyez.scoring import load  # noqa: PLC0415  (numpy)
    from oyez.scoring.evaluation import BadLineError, evaluated, read  # noqa: PLC0415
    from oyez.scoring.plugins import UnknownScorerError  # noqa: PLC0415

    try:
        labelled = read(arguments.file)
        figures = evaluated(load(arguments.scorer), labelled)
    except (BadLineError, UnknownScorerError) as problem:
        return _refuse(str(problem))
    if arguments.json:
        print(json.dumps(figures))
        return DONE
    for task, by_language in figures["tasks"].items():
        for lang, told in by_language.items():
            print(f"{task} {lang}: {', '.join(f'{name} {value}' for name, value in told.items())}")
    return DONE


def _card(arguments: argparse.Namespace) -> int:
    from oyez.scoring import card, store  # noqa: PLC0415  (numpy)

    artefact = store.read()
    if arguments.json:
        print(json.dumps({**_fingerprints(artefact), **artefact.about}))
    else:
        print(card.text(artefact), end="")
    return DONE


def _refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return WRONG_INPUT
