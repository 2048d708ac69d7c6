"""The command line: one command a file, each loaded only when it is called.

Exit codes: 0 done, 1 a promise or an expectation did not hold, 2 the input was wrong,
3 not allowed by a rule, 4 something outside did not answer.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Protocol

COMMANDS = {
    "run": "start console, portal, worker and simulator; Ctrl-C stops all of them",
    "person": "let somebody in and give them a role, such as the first administrator",
    "publish": "write a notice and submit it for approval",
    "approve": "say the second person's yes to a submitted notice",
    "retract": "take a notice back from every channel",
    "correct": "say what is true instead, everywhere the notice stands",
    "status": "show what is known about notices and their deliveries",
    "worker": "bring deliveries to what they should be",
    "portal": "serve the public pages",
    "check": "say what is missing or wrong in this installation",
    "plan": "list plans for channels, show one, and go through one without doing anything",
    "platforms": "list what every platform can do, its limits, its costs, and the sources",
    "fit": "count a text exactly as a platform counts it",
    "screen": "say what the rules find in drafts, before they go out",
    "score": "say of replies how abusive they are, what they are about, and whether they warn",
    "scorer": "train the scorer anew, measure one on labelled replies, print its card",
    "simulator": "play the platforms on loopback, with faults and a wall",
    "story": "play an incident with times and expectations",
    "replay": "play a timeline of replies and changes: whom would the alarm have paged?",
    "drill": "play a scenario in an exercise, and print its after-action figures",
    "bench": "measure delivery, takedown, the console's pages, the guard and reviews",
    "chaos": "break everything that can break, and count what the promises lost",
    "backup": "write database, pictures and public pages into one archive, without the keys",
    "restore": "check a backup, or bring it into an empty home and freeze everything",
    "vault": "change the key that seals credentials, without entering them again",
    "archive": "keep what a channel holds as records, read exports in, hand them out, check them",
    "blocklist": "bring in, ask and remove lists of hosts that notices must not link to",
    "register": "print the register of channels as a file, or bring such a file in",
    "review": "open, freeze, show and decide reviews; read exports in; what the rules propose",
    "incident": "list incidents, and write the report of one as a tagged PDF",
    "listen": "handle again what platforms have sent",
    "ledger": "verify the append-only ledger",
}


class Command(Protocol):
    """What a module of this package offers."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the command's arguments."""

    def run(self, arguments: argparse.Namespace) -> int:
        """Do it and return the exit code."""


def load(name: str) -> Command:
    """The module of a command, imported now and not before."""
    module: Command = import_module(f"oyez.cli.{name}")
    return module


def main(argv: Sequence[str] | None = None) -> int:
    """Parse, call the command, return its exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    parser = argparse.ArgumentParser(prog="oyez", description=__doc__.split("\n")[0])
    choices = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    named = words[0] if words and words[0] in COMMANDS else None
    for name, summary in COMMANDS.items():
        part = choices.add_parser(name, help=summary, description=summary)
        if name == named:
            load(name).add_arguments(part)
    arguments = parser.parse_args(words)
    return load(arguments.command).run(arguments)
