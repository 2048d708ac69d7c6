"""What a document says of one channel of a review."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from oyez.domain.errors import Sentence
from oyez.domain.review.arguments import speaks_against
from oyez.platforms.registry import LABELS
from oyez.review.models import Comment, Decision
from oyez.review.paper.figures import Line, changed, cited, columns_of, share_of
from oyez.review.report import RATES, SHARES, ChannelTold, Drawn, Week
from oyez.review.showing import amount
from oyez.review.words import ADVICES, FIGURES, METRICS
from oyez.web.times import long_moment, number, short_day
from oyez.web.translate import spoken
from oyez.web.words import word

Facts = Sequence[tuple[str, str]]


def channel_of(
    told: ChannelTold, decision: Decision | None, comments: Iterable[Comment]
) -> dict[str, Any]:
    """Everything about it, in words."""
    return {
        "name": word(told.name),
        "about": " · ".join((told.unit, word(LABELS.get(told.platform, told.platform)))),
        "note": _note(told),
        "proposal": advice(told.advice),
        "reasons": _sentences(one for one in told.reasons if not speaks_against(one)),
        "against": _sentences(one for one in told.reasons if speaks_against(one)),
        "faults": _sentences(told.faults),
        "gaps": _sentences(told.gaps),
        "shares": _shares(told),
        "counted": _counted(told),
        "totals": [(str(METRICS[name]), amount(value)) for name, value in told.counted],
        "uncounted": _uncounted(told),
        "chart": columns_of(told),
        "weeks": [_week(one) for one in told.weeks],
        "sample": _sample(told.sample) if told.sample.frame else (),
        "around": _around(told),
        "comments": [said(one) for one in comments],
        "decision": decided(decision),
    }


def advice(code: str) -> str:
    """What is proposed or decided, in a word."""
    return str(ADVICES[code][0])


def said(one: Comment) -> dict[str, str]:
    """A comment and who made it."""
    return {"by": f"{one.by.name} · {long_moment(one.at)}", "text": one.text}


def decided(one: Decision | None) -> dict[str, Any] | None:
    """A decision with its reasons and whoever has signed it."""
    if one is None:
        return None
    first, second = _("Signed by {name}, {at}"), _("Also signed by {name}, {at}")
    signed = [first.format(name=one.decided_by.name, at=long_moment(one.decided_at))]
    if one.signed_by and one.holds_at:
        signed.append(second.format(name=one.signed_by.name, at=long_moment(one.holds_at)))
    if one.holds_at is None:
        signed.append(_("It does not hold yet: another person has to sign it as well."))
    return {
        "kind": advice(one.kind),
        "proposed": _("The rules proposed: {proposal}").format(proposal=advice(one.proposed)),
        "reasons": one.reasons,
        "without": one.without,
        "signed": signed,
    }


def _note(told: ChannelTold) -> str:
    if told.faults:
        return _("Model output, not for decisions.")
    if not told.sample.frame:
        return _(
            "Nobody wrote anything there. It is reviewed by delivery, reach, reactions and cost "
            "alone."
        )
    return ""


def _sentences(found: Iterable[Sentence]) -> list[str]:
    return [spoken(one) for one in found]


def _shares(told: ChannelTold) -> list[Line]:
    """None where nobody wrote anything: a table of dashes tells no more than the note above it."""
    found = {name: share_of(told, name) for name in SHARES}
    if not told.sample.frame and not told.changes and not any(found.values()):
        return []
    shares = [cited(str(FIGURES[name]), one) for name, one in found.items()]
    return [*shares, *(changed(one) for one in told.changes)]


def _counted(told: ChannelTold) -> list[Line]:
    figures: dict[str, object] = {name: told.rates[name] for name in RATES}
    figures |= told.times
    return [cited(str(FIGURES[name]), one) for name, one in figures.items()]


def _uncounted(told: ChannelTold) -> str:
    names = "; ".join(str(METRICS[name]) for name in told.uncounted)
    return _("Nobody has counted: {names}.").format(names=names) if names else ""


def _week(one: Week) -> list[str]:
    values = (one.interactions, one.reach, one.views, one.reports)
    return [short_day(one.monday), *(amount(value) for value in values)]


def _sample(one: Drawn) -> Facts:
    """What every share rests on."""
    scorer = f"{one.scorer} {one.version}\n{one.fingerprint}" if one.fingerprint else "–"
    weight = one.weights.get("noise")
    return (
        (_("Labelled"), number(one.labelled)),
        (_("of interactions"), number(one.frame)),
        (_("about notices"), number(one.notices)),
        (_("Nobody could tell"), number(one.cannot_tell)),
        (_("Labelled by two people"), number(one.twice)),
        (_("People who labelled"), number(one.people)),
        (_("Agreement (kappa)"), _kappa(one.kappa)),
        (_("Weight of the scores"), "–" if weight is None else number(round(weight, 2), 2)),
        (_("Scorer"), scorer),
        (_("Seed"), "–" if one.seed is None else str(one.seed)),
        (_("Digest of what it was drawn from"), one.digest or "–"),
    )


def _kappa(one: Mapping[str, float | None] | None) -> str:
    found = [(one or {}).get(name) for name in ("kappa", "low", "high")]
    told = [number(round(value, 2), 2) for value in found if value is not None]
    if len(told) < len(found):
        return "–"
    return _("{value} ({low} to {high})").format(value=told[0], low=told[1], high=told[2])


def _around(told: ChannelTold) -> Facts:
    return (
        (_("People look there when it is urgent"), _("yes") if told.critical else _("no")),
        (_("Which channel would take over"), word(told.successor) if told.successor else "–"),
        (_("Other ways to reach the authority"), ", ".join(told.routes) or "–"),
    )
