"""A frozen review as a tagged PDF that screen readers can read (PDF/UA-1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from oyez.audit.models import Head
from oyez.audit.queries import head
from oyez.domain.errors import NotAllowed, say
from oyez.publish.variants import EXERCISE
from oyez.review.figures import fingerprint
from oyez.review.models import Comment, Review, Reviewed
from oyez.review.paper.channel import advice, channel_of, said
from oyez.review.paper.figures import BARS, chart_of, comparisons_of
from oyez.review.paper.words import words
from oyez.review.queries import comments_of, reviewed_in, standing
from oyez.review.report import ChannelTold, Report, report_of
from oyez.review.showing import amount, percent
from oyez.review.words import BARS as RULES
from oyez.review.words import PARTS, STAGES
from oyez.web.times import long_day, long_moment, number
from oyez.web.typeset import pdf, spoken_in
from oyez.web.words import word


@dataclass(frozen=True, slots=True)
class Paper:
    """A frozen review with all that was said and decided about it until one time."""

    review: Review
    report: Report
    rows: Mapping[int, Reviewed]
    comments: Sequence[Comment]
    seal: Head | None
    at: datetime


def paper_of(review: Review, *, at: datetime) -> Paper:
    """Read everything once."""
    if not review.evidence:
        raise NotAllowed(
            say("Freeze the evidence first: no report is written of what still changes.")
        )
    rows = {row.channel_id: row for row in reviewed_in(review)}
    return Paper(review, report_of(review, at=at), rows, comments_of(review), head(), at)


def pdf_of(paper: Paper, language: str) -> bytes:
    """The document in a language."""
    return pdf(files(__package__).joinpath("review.typ").read_bytes(), data_of(paper, language))


def data_of(paper: Paper, language: str) -> dict[str, Any]:
    """Everything that it says, in words of that language."""
    with spoken_in(language) as code:
        return {"language": code, **_head(paper), **_body(paper), "words": words()}


def _head(paper: Paper) -> dict[str, Any]:
    review, report = paper.review, paper.report
    days = _("{begins} to {ends}").format(
        begins=long_day(report.begins_on), ends=long_day(report.ends_on)
    )
    return {
        "title": _("Review of channels: {title}").format(title=report.title),
        "authority": report.authority,
        "state": f"{days} · {STAGES[review.stage][0]}",
        "exercise": EXERCISE.strip() if settings.EXERCISE else "",
        "footer": _("As of {at}").format(at=long_moment(paper.at)),
    }


def _body(paper: Paper) -> dict[str, Any]:
    report, whole = paper.report, [one for one in paper.comments if one.reviewed_id is None]
    return {
        "missing": _missing(report),
        "lines": [_line(paper, one) for one in report.channels],
        "charts": [chart_of(report, name) for name in BARS],
        "comparisons": comparisons_of(report),
        "channels": [_channel(paper, one) for one in report.channels],
        "comments": [said(one) for one in whole],
        "bars": [(str(RULES[name]), _bar(name, value)) for name, value in report.bars.items()],
        "proof": _proof(paper),
    }


def _missing(report: Report) -> str:
    many = sum(bool(one.faults) for one in report.channels)
    told = ngettext(
        "One channel has no sample that carries a decision. What is grey is what a machine says.",
        "%(n)s channels have no sample that carries a decision. What is grey is what a machine "
        "says.",
        many,
    )  # as the page of the review has it: messages with one singular share their plural
    return told % {"n": number(many)} if many else ""


def _line(paper: Paper, told: ChannelTold) -> list[str]:
    row = paper.rows.get(told.channel)
    decision = standing(row) if row else None
    kind = advice(decision.kind) if decision else "–"
    if decision and not decision.holds_at:
        kind = _("{decision}, waits for a second signature").format(decision=kind)
    return [word(told.name), advice(told.advice), kind]


def _channel(paper: Paper, told: ChannelTold) -> dict[str, Any]:
    row = paper.rows.get(told.channel)
    comments = [one for one in paper.comments if row and one.reviewed_id == row.pk]
    return channel_of(told, standing(row) if row else None, comments)


def _bar(name: str, value: float) -> str:
    return percent(value, 0) if name in PARTS else amount(value)


def _proof(paper: Paper) -> list[tuple[str, str]]:
    """Digests, so that anybody can tell whether this is the evidence that was frozen."""
    review, scorer = paper.review, paper.report.scorer
    whole = fingerprint(review.evidence) == review.fingerprint
    named = f"{scorer['name']} {scorer['version']}\n{scorer['fingerprint']}"
    found = [
        (_("Fingerprint of the evidence (SHA-256)"), review.fingerprint),
        (
            _("Checked against the evidence"),
            _("It is the evidence that was frozen.")
            if whole
            else _("The evidence has been changed since it was frozen. Do not rely on it."),
        ),
        (_("Frozen at"), long_moment(review.frozen_at) if review.frozen_at else "–"),
        (_("Frozen by"), review.frozen_by.name if review.frozen_by else "–"),
        (_("Scorer"), named if scorer["fingerprint"] else "–"),
    ]
    if paper.seal:
        end = _("Entry {number}: {hash}").format(number=paper.seal.seq, hash=paper.seal.hash)
        found.append((_("The ledger ended with"), end))
    return found
