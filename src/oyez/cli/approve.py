"""`oyez approve`: the second person's yes to a submitted wording."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from oyez.cli import typed
from oyez.cli.acting import NOT_ALLOWED, WrongInputError, acting, complain

if TYPE_CHECKING:
    from oyez.publish.models import Revision


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
    parser.add_argument(
        "--decide",
        choices=["intended", "public", "checked", "mistaken"],
        help="answer every question of the screening so; without it they are listed",
    )
    typed.add_wait(parser, "it is live on every channel")


def run(arguments: argparse.Namespace) -> int:
    """Approve; 3 for whoever wrote or edited it."""
    return acting(lambda: _run(arguments))


def _decisions(revision: Revision, why: str | None) -> dict[int, str]:
    """The same answer to every open question; without one each is told, and none is given."""
    from oyez.domain.screening.deciding import Why  # noqa: PLC0415
    from oyez.publish.findings import all_decided, open_questions  # noqa: PLC0415

    if why is not None:
        return all_decided(revision, Why(why))
    for sentence in open_questions(revision):
        complain(sentence, NOT_ALLOWED)
    return {}


def _run(arguments: argparse.Namespace) -> int:
    from django.utils import timezone  # noqa: PLC0415  (needs Django set up)

    from oyez.cli import output, people  # noqa: PLC0415
    from oyez.publish.actions import approve  # noqa: PLC0415

    by, notice = people.person(arguments.person), people.notice(arguments.code)
    revision = notice.revisions.exclude(kind="prepared").order_by("-number").first()
    if revision is None:
        raise WrongInputError(f"{notice.code} has no text.")
    version = revision.version if arguments.version is None else arguments.version
    decisions = _decisions(revision, arguments.decide)
    approve(by, revision, version=version, at=timezone.now(), decisions=decisions)
    notice.refresh_from_db()
    sentence = f"{notice.code} is approved by {by.name}."
    if notice.scheduled_at and notice.scheduled_at > timezone.now():
        sentence += f" It goes out at {timezone.localtime(notice.scheduled_at):%Y-%m-%d %H:%M}."
    return output.show_waiting(arguments, notice, sentence)
