"""Reading what was typed: arguments that several commands share."""

from __future__ import annotations

import argparse
import sys
from datetime import datetime
from pathlib import Path

from oyez.cli.acting import WrongInputError


def words(text: str) -> str:
    """A text argument; bytes that are not UTF-8 arrive as halves of characters."""
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise argparse.ArgumentTypeError("this is not valid UTF-8")
    return text


def seconds(text: str) -> float:
    """A time to wait."""
    number = float(text)
    if not 0 <= number <= 86_400:
        raise argparse.ArgumentTypeError("a time to wait is a number of seconds up to 86400")
    return number


def moment(text: str) -> datetime:
    """A date and time; without a zone it gets the installation's one later."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            "a time looks like 2026-11-21T18:00 or 2026-11-21T18:00+01:00"
        ) from None


def add_person(parser: argparse.ArgumentParser) -> None:
    """Declare who acts, and the output for machines."""
    parser.add_argument(
        "--as", dest="person", required=True, type=words, metavar="EMAIL",
        help="the person who acts; what they may do is checked as in the console",
    )  # fmt: skip
    parser.add_argument("--json", action="store_true", help="print one JSON object for machines")


def add_code(parser: argparse.ArgumentParser) -> None:
    """Declare the notice."""
    parser.add_argument("code", type=words, metavar="CODE", help="the code of the notice")


def add_wait(parser: argparse.ArgumentParser, until: str) -> None:
    """Declare how long to wait for the channels."""
    parser.add_argument(
        "--wait", type=seconds, metavar="SECONDS",
        help=f"wait so long until {until}; exit code 1 when something is left",
    )  # fmt: skip


def add_words(parser: argparse.ArgumentParser, *, required: bool) -> None:
    """Declare headline, body and language."""
    parser.add_argument("--headline", type=words, required=required, metavar="TEXT")
    parser.add_argument(
        "--body", type=words, metavar="TEXT", help="without it, standard input is read"
    )
    parser.add_argument(
        "--language", type=words, metavar="CODE", help="such as de (the unit's first channel's)"
    )
    parser.add_argument(
        "--link", type=words, action="append", default=[], metavar="URL", help="may be repeated"
    )


def body(typed: str | None) -> str:
    """The body from its option or from standard input."""
    if typed is not None:
        return typed
    raw = sys.stdin.buffer.read()
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise WrongInputError(f"Line {line} of the input is not valid UTF-8.") from None


def content(path: str) -> bytes:
    """The bytes of a file."""
    try:
        return Path(path).read_bytes()
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "this is no file name"
        raise WrongInputError(f"{path!a} cannot be read: {why}.") from None
