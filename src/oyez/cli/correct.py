"""`oyez correct`: say what is true instead, everywhere the notice stands."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from oyez.cli import typed
from oyez.cli.acting import WrongInputError, acting

if TYPE_CHECKING:
    from oyez.accounts.models import Person
    from oyez.publish.models import Notice


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the notice, who acts, and the new words or the prepared ones."""
    typed.add_code(parser)
    typed.add_person(parser)
    parser.add_argument(
        "--prepared",
        action="store_true",
        help="send at once the correction that was approved with the notice",
    )
    typed.add_words(parser, required=False)
    parser.add_argument(
        "--note", default="", type=typed.words, metavar="TEXT", help="what changed; it is public"
    )
    typed.add_wait(parser, "the prepared correction stands on every channel")


def run(arguments: argparse.Namespace) -> int:
    """Send what was prepared, or submit new words for approval."""
    return acting(lambda: _run(arguments))


def _run(arguments: argparse.Namespace) -> int:
    from oyez.cli import people  # noqa: PLC0415  (needs Django set up)

    written = arguments.headline or arguments.body or arguments.note
    if arguments.prepared and written:
        raise WrongInputError("--prepared sends words that exist; leave out all others.")
    by, notice = people.person(arguments.person), people.notice(arguments.code)
    if arguments.prepared:
        return _send_prepared(arguments, by, notice)
    if arguments.wait is not None:
        raise WrongInputError("New words wait for approval first; use --wait with `oyez approve`.")
    return _submit_words(arguments, by, notice)


def _send_prepared(arguments: argparse.Namespace, by: Person, notice: Notice) -> int:
    from django.utils import timezone  # noqa: PLC0415  (needs Django set up)

    from oyez.cli import output  # noqa: PLC0415
    from oyez.publish.actions import issue_prepared  # noqa: PLC0415

    issue_prepared(by, notice, at=timezone.now())
    notice.refresh_from_db()
    sentence = f"The prepared correction of {notice.code} goes out."
    return output.show_waiting(arguments, notice, sentence)


def _submit_words(arguments: argparse.Namespace, by: Person, notice: Notice) -> int:
    from django.db import transaction  # noqa: PLC0415  (needs Django set up)
    from django.utils import timezone  # noqa: PLC0415

    from oyez.cli import output, people, reading  # noqa: PLC0415
    from oyez.publish.actions import correct, submit  # noqa: PLC0415
    from oyez.publish.draft import Draft, Words  # noqa: PLC0415

    language = arguments.language or people.language_of(notice.unit)
    said = Words(language, arguments.headline or "", typed.body(arguments.body))
    draft = Draft(texts=(said,), links=tuple(arguments.link), note=arguments.note)
    now = timezone.now()
    with transaction.atomic():
        revision = submit(by, correct(by, notice, draft, at=now), at=now)
    code = notice.code
    sentence = f"The correction of {code} is submitted. Another person approves it: "
    sentence += f"oyez approve {code} --as EMAIL"
    return output.show(arguments, reading.submitted(revision.pk), sentence)
