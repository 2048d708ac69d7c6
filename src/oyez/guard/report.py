"""The report of an incident as a tagged PDF that screen readers can read (PDF/UA-1)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from importlib.resources import files
from typing import Any, Final

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from oyez.domain.incident import Span
from oyez.guard.story import Story
from oyez.guard.telling import Line, lines_of
from oyez.guard.words import RULES, SPANS
from oyez.publish.variants import EXERCISE
from oyez.web.times import exact, long_moment, short_day, span
from oyez.web.typeset import pdf, spoken_in

FILLS: Final = {None: "#0b4f8a", True: "#11623b", False: "#a31621"}


def pdf_of(story: Story, language: str) -> bytes:
    """The report in a language."""
    return pdf(files(__package__).joinpath("report.typ").read_bytes(), data_of(story, language))


def data_of(story: Story, language: str) -> dict[str, Any]:
    """Everything that the report says, in words of that language."""
    with spoken_in(language) as code:
        return _data(story, code)


def _data(story: Story, language: str) -> dict[str, Any]:
    incident, lines = story.incident, lines_of(story)
    return {
        "language": language,
        "title": _("Incident {number}: {title}").format(number=incident.pk, title=incident.title),
        "authority": story.authority.name if story.authority else "",
        "state": _("Closed") if incident.resolved_at else _("Not closed yet"),
        "exercise": EXERCISE.strip() if settings.EXERCISE else "",
        "footer": _("As of {at}").format(at=long_moment(story.at)),
        "summary": _summary(story),
        "lines": [_line(one) for one in lines],
        "spans": [_span(one) for one in story.spans],
        "bars": _bars(story.spans),
        "chart": _chart(story.spans),
        "reach": _reach(story),
        "remaining": [{"where": one.where, "why": one.why} for one in story.remaining],
        "measures": [_measure(one) for one in story.measures],
        "learnt": incident.learnt or _("Nothing was written yet."),
        "proof": _proof(story),
        "words": _words(),
    }


def _words() -> dict[str, str]:
    return {
        "timeline": _("What happened, in seconds"),
        "time": _("Time"),
        "seconds": _("Seconds"),
        "what": _("What"),
        "where": _("Where, by whom"),
        "spans": _("How long it took"),
        "part": _("Part"),
        "here": _("Here"),
        "goal": _("Goal"),
        "compared": _(
            "2017: a police account in England shared a stream; warnings stayed unread for about "
            "twenty minutes, and the post stood for almost an hour."
        ),
        "chart": _("Seconds of each part"),
        "reach": _("Who saw it, and what remains"),
        "measures": _("So that it does not happen again"),
        "none": _("Nothing was decided yet."),
        "measure": _("Measure"),
        "owner": _("Who"),
        "due": _("Until"),
        "done": _("Done"),
        "learnt": _("What was learnt"),
        "proof": _("Proof"),
    }


def _summary(story: Story) -> list[str]:
    incident, found = story.incident, []
    if incident.notice:
        found.append(
            _("It is about the notice {code}: {headline}").format(
                code=incident.notice.code, headline=incident.notice.headline
            )
        )
    elif incident.channel:
        found.append(_("It is about the channel {name}.").format(name=incident.channel.name))
    if incident.happened:
        found.append(incident.happened)
    return found


def _line(one: Line) -> dict[str, str]:
    where = " · ".join(part for part in (one.where, one.by) if part)
    return {
        "clock": one.clock,
        "after": one.after,
        "what": one.what,
        "where": where,
        "proof": one.proof,
    }


def _span(one: Span) -> dict[str, str]:
    mark = {None: "", True: _("met"), False: _("missed")}[one.met]
    here = span(one.seconds) if one.seconds is not None else _("not yet")
    return {
        "label": str(SPANS[one.name]),
        "here": f"{here} ({mark})" if mark else here,
        "goal": span(one.goal),
        "before": span(one.before),
    }


def _bars(found: Sequence[Span]) -> list[dict[str, Any]]:
    done = [(one, one.seconds) for one in found if one.seconds is not None]
    longest = max((seconds for _one, seconds in done), default=0.0) or 1.0
    return [
        {
            "label": str(SPANS[one.name]),
            "part": round(max(seconds / longest * 100, 0.5), 2),
            "fill": FILLS[one.met],
            "shown": span(seconds),
        }
        for one, seconds in done
    ]


def _chart(found: Sequence[Span]) -> str:
    """What the chart shows, for whoever does not see it."""
    told = [f"{SPANS[one.name]}: {span(one.seconds)}" for one in found if one.seconds is not None]
    return "; ".join(told) or _("Nothing can be measured yet.")


def _reach(story: Story) -> list[str]:
    found = []
    if story.heard:
        told = ngettext(
            "{replies} reply from {people} accounts is known.",
            "{replies} replies from {people} accounts are known.",
            story.heard.replies,
        )
        found.append(told.format(replies=story.heard.replies, people=story.heard.people))
    found.append(_("How many others saw it, no platform tells us for certain."))
    if story.incident.notice and story.incident.notice.retracted_at and not story.remaining:
        found.append(_("No copy of ours remains: everything is proved gone."))
    return found


def _measure(one: Any) -> dict[str, str]:
    return {
        "what": f"{one.what} ({RULES.get(one.rule, '')})",
        "owner": one.owner.name,
        "due": short_day(one.due),
        "done": exact(one.done_at) if one.done_at else "–",
    }


def _proof(story: Story) -> list[str]:
    """Digests, so that two reports of the same moments can be told to be the same."""
    told = json.dumps(
        [[one.at.isoformat(), one.what, one.where, one.by, one.proof] for one in story.moments]
    )
    found = [
        _("SHA-256 of this timeline: {digest}").format(
            digest=hashlib.sha256(told.encode()).hexdigest()
        )
    ]
    if story.seal:
        found.append(
            _("The ledger ended with entry {number}; its seal: {hash}").format(
                number=story.seal.number, hash=story.seal.hash
            )
        )
    return found
