"""`oyez publish`: write a notice and submit it; somebody else approves."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from oyez.cli import typed
from oyez.cli.acting import WrongInputError, acting
from oyez.domain.notice import Urgency

if TYPE_CHECKING:
    from oyez.publish.draft import Draft


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what a notice is made of."""
    parser.add_argument(
        "--unit", required=True, type=typed.words, metavar="PATH", help="who speaks"
    )
    typed.add_person(parser)
    typed.add_words(parser, required=True)
    parser.add_argument(
        "--urgency", choices=[kind.value for kind in Urgency], default=Urgency.ROUTINE.value
    )
    parser.add_argument("--prepared-headline", type=typed.words, metavar="TEXT")
    parser.add_argument(
        "--prepared-body",
        type=typed.words,
        metavar="TEXT",
        help="the correction that is approved together with a critical notice",
    )
    parser.add_argument("--picture", type=typed.words, action="append", default=[], metavar="FILE")
    parser.add_argument(
        "--alt",
        type=typed.words,
        action="append",
        default=[],
        metavar="TEXT",
        help="what the picture shows; one for each --picture, in the same order",
    )
    parser.add_argument("--area", type=typed.words, default="", metavar="TEXT")
    parser.add_argument("--at", type=typed.moment, metavar="TIME", help="when to send it")
    parser.add_argument("--valid-until", type=typed.moment, metavar="TIME")


def run(arguments: argparse.Namespace) -> int:
    """Compose and submit; 3 where a rule says no."""
    return acting(lambda: _run(arguments))


def _run(arguments: argparse.Namespace) -> int:
    from django.db import transaction  # noqa: PLC0415  (needs Django set up)
    from django.utils import timezone  # noqa: PLC0415

    from oyez.cli import people  # noqa: PLC0415
    from oyez.publish.actions import compose, submit  # noqa: PLC0415
    from oyez.publish.pictures import take  # noqa: PLC0415

    by, unit = people.person(arguments.person), people.unit(arguments.unit)
    draft = _draft(arguments, arguments.language or people.language_of(unit))
    pictures = tuple(take(typed.content(path), alt) for path, alt in _pairs(arguments))
    now = timezone.now()
    with transaction.atomic():
        notice = compose(by, unit, draft, at=now, pictures=pictures)
        revision = submit(by, notice.revisions.get(kind="first"), at=now)
    return _show(arguments, notice.code, revision.pk)


def _pairs(arguments: argparse.Namespace) -> list[tuple[str, str]]:
    """Each picture with its description; a missing one is refused where pictures are checked."""
    files, alts = arguments.picture, arguments.alt
    if len(alts) > len(files):
        raise WrongInputError("There are more --alt than --picture.")
    return list(zip(files, alts + [""] * (len(files) - len(alts)), strict=True))


def _draft(arguments: argparse.Namespace, language: str) -> Draft:
    from oyez.cli.people import aware  # noqa: PLC0415  (needs Django set up)
    from oyez.publish.draft import Draft, Words  # noqa: PLC0415

    prepared: tuple[Words, ...] = ()
    if arguments.prepared_headline or arguments.prepared_body:
        said = (arguments.prepared_headline or "", arguments.prepared_body or "")
        prepared = (Words(language, *said),)
    return Draft(
        texts=(Words(language, arguments.headline, typed.body(arguments.body)),),
        urgency=Urgency(arguments.urgency),
        links=tuple(arguments.link),
        area=arguments.area,
        valid_until=aware(arguments.valid_until),
        scheduled_at=aware(arguments.at),
        prepared=prepared,
    )


def _show(arguments: argparse.Namespace, code: str, revision: int) -> int:
    from oyez.cli import output  # noqa: PLC0415  (needs Django set up)
    from oyez.cli.reading import submitted  # noqa: PLC0415

    data = submitted(revision)
    said = [f"{code} is submitted. Another person approves it: oyez approve {code} --as EMAIL"]
    held = [one for one in data["channels"] if one["held_back"]]
    said += [f"  held back from {one['channel']}: {one['held_back']}" for one in held]
    return output.show(arguments, data, "\n".join(said))
