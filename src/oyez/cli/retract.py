"""`oyez retract`: take a notice back from every channel, and see it gone."""

from __future__ import annotations

import argparse

from oyez.cli import typed
from oyez.cli.acting import acting


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the notice, who acts, and what the public reads instead."""
    typed.add_code(parser)
    typed.add_person(parser)
    parser.add_argument(
        "--reason", required=True, type=typed.words, metavar="TEXT", help="the public reads it"
    )
    parser.add_argument(
        "--instead", default="", type=typed.words, metavar="TEXT", help="what is true instead"
    )
    typed.add_wait(parser, "it is proved gone from every channel")


def run(arguments: argparse.Namespace) -> int:
    """Take back; with --wait 1 when something is left that no machine could remove."""
    return acting(lambda: _run(arguments))


def _run(arguments: argparse.Namespace) -> int:
    from django.utils import timezone  # noqa: PLC0415  (needs Django set up)

    from oyez.cli import output, people  # noqa: PLC0415
    from oyez.publish.actions import retract  # noqa: PLC0415

    by, notice = people.person(arguments.person), people.notice(arguments.code)
    now = timezone.now()
    count = retract(by, notice, arguments.reason, at=now, instead=arguments.instead)
    sentence = f"{notice.code} is withdrawn; it is being removed from {count} channels."
    return output.show_waiting(arguments, notice, sentence)
