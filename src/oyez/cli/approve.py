"""`oyez approve`: the second person's yes to a submitted wording."""

from __future__ import annotations

import argparse

from oyez.cli import typed
from oyez.cli.acting import WrongInputError, acting


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the notice and who approves."""
    typed.add_code(parser)
    typed.add_person(parser)
    parser.add_argument(
        "--version",
        type=int,
        metavar="N",
        help="approve only the wording of this version, as `oyez publish --json` named it",
    )
    typed.add_wait(parser, "it is live on every channel")


def run(arguments: argparse.Namespace) -> int:
    """Approve; 3 for whoever wrote or edited it."""
    return acting(lambda: _run(arguments))


def _run(arguments: argparse.Namespace) -> int:
    from django.utils import timezone  # noqa: PLC0415  (needs Django set up)

    from oyez.cli import output, people  # noqa: PLC0415
    from oyez.publish.actions import approve  # noqa: PLC0415

    by, notice = people.person(arguments.person), people.notice(arguments.code)
    revision = notice.revisions.exclude(kind="prepared").order_by("-number").first()
    if revision is None:
        raise WrongInputError(f"{notice.code} has no text.")
    version = revision.version if arguments.version is None else arguments.version
    approve(by, revision, version=version, at=timezone.now())
    notice.refresh_from_db()
    sentence = f"{notice.code} is approved by {by.name}."
    if notice.scheduled_at and notice.scheduled_at > timezone.now():
        sentence += f" It goes out at {timezone.localtime(notice.scheduled_at):%Y-%m-%d %H:%M}."
    return output.show_waiting(arguments, notice, sentence)
