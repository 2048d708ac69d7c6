"""The verbs of `oyez review` that read or change rows."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from oyez.cli import typed
from oyez.cli.acting import DONE, WrongInputError
from oyez.cli.incident import LANGUAGES

if TYPE_CHECKING:
    from oyez.accounts.models import Person
    from oyez.govern.models import Authority, Channel
    from oyez.review.actions.import_words import Told as ToldWords
    from oyez.review.analytics.reading import Told as ToldFacts
    from oyez.review.models import Review


def day(text: str) -> date:
    """A day such as 2026-09-01."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("a day looks like 2026-09-01") from None


def add_arguments(verbs: Any) -> None:
    """Declare them."""
    opening = verbs.add_parser("open", help="open a review of an authority's channels")
    opening.add_argument("authority", type=typed.words, metavar="PATH")
    opening.add_argument("--title", required=True, type=typed.words, metavar="TEXT")
    opening.add_argument("--from", dest="begins", required=True, type=day, metavar="DAY")
    opening.add_argument("--until", required=True, type=day, metavar="DAY", help="not included")
    freezing = verbs.add_parser("freeze", help="freeze the evidence of a review")
    freezing.add_argument("--comments-until", type=day, metavar="DAY")
    showing = verbs.add_parser("show", help="print what a review says")
    deciding = verbs.add_parser("decide", help="sign a decision about a channel")
    reporting = verbs.add_parser("report", help="write a frozen review as a tagged PDF")
    reporting.add_argument(
        "--out", required=True, type=Path, metavar="FILE", help="where to write it"
    )
    reporting.add_argument("--lang", choices=LANGUAGES, default="en", help="of the report (en)")
    for part in (freezing, showing, deciding, reporting):
        part.add_argument("number", type=int, metavar="NUMBER", help="the review's")
    deciding.add_argument("channel", type=int, metavar="CHANNEL", help="the channel's number")
    deciding.add_argument("kind", choices=["keep", "reduce", "critical-only", "close", "move"])
    deciding.add_argument("--reasons", required=True, type=typed.words, metavar="TEXT")
    deciding.add_argument("--without", type=typed.words, default="", metavar="TEXT",
                          help="why it is decided without evidence of interactions")  # fmt: skip
    importing = _importing(verbs)
    for part in (opening, freezing, deciding, importing):
        part.add_argument("--as", dest="person", type=typed.words, metavar="EMAIL", help="who acts",
                          required=part is deciding)  # fmt: skip
    for part in (opening, freezing, showing, deciding, importing):
        part.add_argument("--json", action="store_true", help="print one JSON object for machines")


def _importing(verbs: Any) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = verbs.add_parser(
        "import", help="read interactions in from JSON Lines or CSV"
    )
    parser.add_argument("file", type=typed.words, metavar="FILE")
    parser.add_argument("--authority", required=True, type=typed.words, metavar="PATH")
    parser.add_argument("--channel", type=int, metavar="NUMBER",
                        help="where the lines name no channel")  # fmt: skip
    parser.add_argument("--with-words", action="store_true",
                        help="keep the texts, so that a sample can be labelled")  # fmt: skip
    return parser


def open_(arguments: argparse.Namespace) -> int:
    """Begin to collect evidence."""
    from django.utils import timezone  # noqa: PLC0415  (needs Django set up)

    from oyez.cli import output  # noqa: PLC0415
    from oyez.review.actions import open_review  # noqa: PLC0415
    from oyez.review.opening import Wish  # noqa: PLC0415

    wish = Wish(arguments.title, arguments.begins, arguments.until)
    found = open_review(_by(arguments), _authority(arguments.authority), wish, at=timezone.now())
    sentence = f"Review {found.pk} is open: {found.title}."
    return output.show(arguments, {"review": found.pk, "stage": found.stage}, sentence)


def freeze(arguments: argparse.Namespace) -> int:
    """Freeze, and print the fingerprint."""
    from django.utils import timezone  # noqa: PLC0415  (as above)

    from oyez.cli import output  # noqa: PLC0415
    from oyez.review.actions import freeze_evidence  # noqa: PLC0415

    one, until = _review(arguments.number), arguments.comments_until
    freeze_evidence(_by(arguments), one, at=timezone.now(), comments_until=until)
    data = {"review": one.pk, "stage": one.stage, "fingerprint": one.fingerprint}
    return output.show(arguments, data, f"Frozen. Fingerprint of the evidence: {one.fingerprint}")


def show(arguments: argparse.Namespace) -> int:
    """The evidence as JSON, or each channel's proposal with its reasons."""
    from django.utils import timezone  # noqa: PLC0415  (as above)

    from oyez.review.gathering.whole import evidence_of  # noqa: PLC0415
    from oyez.review.report import report_of  # noqa: PLC0415

    one, now = _review(arguments.number), timezone.now()
    if arguments.json:
        print(one.evidence or json.dumps(evidence_of(one, None, at=now), ensure_ascii=False))
        return DONE
    report = report_of(one, at=now)
    print(f"{report.title}, {report.begins_on} to {report.ends_on}: {one.stage}")
    for told in report.channels:
        print(f"{told.channel} {told.name}: {told.advice.value}")
        print("\n".join(f"  - {reason}" for reason in told.reasons))
    return DONE


def report(arguments: argparse.Namespace) -> int:
    """The report as a file, in one of our languages."""
    from django.utils import timezone  # noqa: PLC0415  (as above)

    from oyez.cli import output  # noqa: PLC0415
    from oyez.review.paper.whole import paper_of, pdf_of  # noqa: PLC0415

    paper = paper_of(_review(arguments.number), at=timezone.now())
    made = pdf_of(paper, arguments.lang)
    output.keep(arguments.out, made)
    print(f"The report of review {arguments.number} is written: {arguments.out} "
          f"({len(made)} bytes).")  # fmt: skip
    return DONE


def decide(arguments: argparse.Namespace) -> int:
    """A person's decision."""
    from django.utils import timezone  # noqa: PLC0415  (as above)

    from oyez.cli import output  # noqa: PLC0415
    from oyez.domain.review.rules import Advice  # noqa: PLC0415
    from oyez.review.actions import decide as deed  # noqa: PLC0415
    from oyez.review.actions.decide import Wish  # noqa: PLC0415
    from oyez.review.queries import reviewed_in  # noqa: PLC0415

    review, by = _review(arguments.number), _by(arguments)
    rows = [one for one in reviewed_in(review) if one.channel_id == arguments.channel]
    if not rows or by is None:
        raise WrongInputError(f"Review {review.pk} has no channel {arguments.channel}.")
    wish = Wish(Advice(arguments.kind), arguments.reasons, arguments.without)
    made = deed(by, rows[0], wish, at=timezone.now())
    holds = "It holds." if made.holds_at else "It holds when another person has signed it too."
    data = {"decision": made.pk, "kind": made.kind, "holds": made.holds_at is not None}
    return output.show(arguments, data, f"Decided: {made.kind}. {holds}")


def import_(arguments: argparse.Namespace) -> int:
    """What was read in, and everything that was not."""
    from django.utils import timezone  # noqa: PLC0415  (as above)

    from oyez.cli import output  # noqa: PLC0415
    from oyez.review.actions.import_facts import import_facts  # noqa: PLC0415
    from oyez.review.actions.import_words import import_words  # noqa: PLC0415

    by, authority, path = _by(arguments), _authority(arguments.authority), Path(arguments.file)
    where = {"channel": None if arguments.channel is None else _channel(arguments.channel)}
    told: Any
    if arguments.with_words:
        told = import_words(by, authority, path, at=timezone.now(), **where)
        sentence = _words_kept(told)
    else:
        told = import_facts(by, authority, path, at=timezone.now(), **where)
        sentence = _facts_kept(told)
    return output.show(arguments, asdict(told), sentence)


def _facts_kept(told: ToldFacts) -> str:
    sentence = (
        f"{told.kept} of {told.rows} lines are new and kept. Known already: {told.known}, "
        f"doubled in the file: {told.doubled}, {_unread(told)}. "
        f"Marked in these months: {told.floods} of floods, {told.gone} of deleted accounts."
    )
    if told.left_alone:
        sentence += f" Columns left alone: {', '.join(told.left_alone)}."
    return sentence


def _words_kept(told: ToldWords) -> str:
    return (
        f"{told.kept} of {told.rows} lines are new and kept with their words; the scorer reads "
        f"them now. Known already: {told.known}, {_unread(told)}, of floods: {told.floods}, "
        f"older than replies are kept: {told.too_old}, of the time in which Oyez listens itself: "
        f"{told.heard}."
    )


def _unread(told: ToldFacts | ToldWords) -> str:
    such = f" (such as lines {', '.join(map(str, told.bad_lines))})" if told.bad_lines else ""
    return (
        f"not readable: {told.bad}{such}, of no channel here: {told.strange_channel}, "
        f"no words: {told.not_words}"
    )


def _by(arguments: argparse.Namespace) -> Person | None:
    from oyez.cli import people  # noqa: PLC0415  (as above)

    return people.person(arguments.person) if arguments.person else None


def _review(number: int) -> Review:
    from oyez.review.queries import review_by_id  # noqa: PLC0415  (as above)

    found = review_by_id(number)
    if found is None:
        raise WrongInputError(f"No review has the number {number}.")
    return found


def _channel(number: int) -> Channel:
    from oyez.review.queries import channel_by_id  # noqa: PLC0415  (as above)

    found = channel_by_id(number)
    if found is None:
        raise WrongInputError(f"No channel has the number {number}.")
    return found


def _authority(path: str) -> Authority:
    from oyez.review.queries import authority_at  # noqa: PLC0415  (as above)

    found = authority_at(f"/{path.strip().strip('/')}/")
    if found is None:
        raise WrongInputError(f"No authority has the path {path}.")
    return found
