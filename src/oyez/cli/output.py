"""Printing for people or for machines, and the exit code after waiting."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from oyez.cli.acting import BROKEN, DONE, WrongInputError
from oyez.cli.reading import as_json, lines, wait
from oyez.publish.models import Notice


def show(arguments: argparse.Namespace, data: dict[str, Any], sentence: str) -> int:
    """One object for machines or one sentence for people; done."""
    print(json.dumps(data) if arguments.json else sentence, flush=True)
    return DONE


def keep(path: Path, data: bytes) -> None:
    """Write a file; a sentence where that does not go."""
    try:
        path.write_bytes(data)
    except OSError as error:
        raise WrongInputError(f"{path} cannot be written: {error.strerror}") from error


def show_waiting(arguments: argparse.Namespace, notice: Notice, sentence: str) -> int:
    """Wait for the channels as long as was asked, then show each; 1 when something is left."""
    if not arguments.json:
        print(sentence, flush=True)
    found = wait(notice, arguments.wait or 0.0, lambda _: None)
    notice.refresh_from_db()
    if arguments.json:
        print(json.dumps(as_json(notice, found)), flush=True)
    elif arguments.wait is not None:
        print("\n".join(lines(notice, found)), flush=True)
    if arguments.wait is None:
        return DONE
    return DONE if all(one.well for one in found) else BROKEN
