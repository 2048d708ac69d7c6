"""What is known of one channel, as plain data for frozen evidence."""

from __future__ import annotations

from typing import Any

from oyez.domain.agreement import Agreement
from oyez.domain.review.facts import Metric
from oyez.domain.review.validity import gaps
from oyez.review.figures import kept, sentence
from oyez.review.gathering.channel import Known, Setting

TOTALS = (
    Metric.VIEWS, Metric.REPLIES, Metric.REPOSTS, Metric.LIKES, Metric.REPORTS,
    Metric.REPORTS_LED, Metric.HOURS, Metric.MONEY,
)  # fmt: skip
WEEKLY = (Metric.REACH, Metric.VIEWS, Metric.REPORTS)


def written(known: Known, setting: Setting) -> dict[str, Any]:
    """Everything about a channel that a review shows or cites."""
    channel, evidence = known.channel, known.proposal.evidence
    return {
        "channel": channel.pk,
        "name": channel.name,
        "platform": channel.platform,
        "unit": channel.unit.name,
        "mode": channel.mode,
        "proposal": known.proposal.advice.value,
        "reasons": [sentence(one) for one in known.proposal.reasons],
        "faults": [sentence(one) for one in known.faults],
        "gaps": [sentence(one) for one in gaps(known.rows.basis)],
        "figures": _figures(known),
        "totals": _totals(known),
        "times": {
            "answer_median": kept(known.times.median),
            "answer_p90": kept(known.times.p90),
            "gone": kept(known.times.gone),
        },
        "sample": _sample(known, setting),
        "weeks": _weeks(known),
        "around": {
            "critical": evidence.around.critical,
            "successor": evidence.around.successor,
            "routes": list(evidence.around.routes or ()),
        },
    }


def _figures(known: Known) -> dict[str, Any]:
    figures = known.proposal.evidence.figures
    return {
        "noise": kept(figures.noise),
        "abuse": kept(figures.abuse),
        "spam": kept(figures.spam),
        "useful": kept(figures.useful),
        "community": kept(figures.community),
        "useful_a_week": kept(figures.useful_a_week),
        "reach": kept(figures.reach),
        "reports": kept(figures.reports),
    }


def _totals(known: Known) -> dict[str, Any]:
    found: dict[str, Any] = {metric.value: known.rows.counts.total(metric) for metric in TOTALS}
    counted = [week for week in known.rows.weeks if week is not None]
    return found | {
        "notices": known.notices,
        "interactions": sum(counted) if counted else None,
        "people": known.rows.crowd.people or None,
        "people_again": known.rows.crowd.again if known.rows.crowd.people else None,
        "waiting": known.times.waiting,
        "followers_change": known.rows.counts.change(Metric.FOLLOWERS),
    }


def _sample(known: Known, setting: Setting) -> dict[str, Any]:
    """What every cited figure carries beside its interval."""
    labels, found = known.rows.labels, known.shares.found
    sample = labels.sample
    return {
        "labelled": len(labels.words),
        "frame": len(known.rows.said.about),
        "cannot_tell": labels.dark,
        "twice": labels.twice,
        "notices": len({word.about for word in labels.words if word.about}),
        "weights": known.shares.weights(),
        "effects": {name: one.effect for name, one in found.items()},
        "scored": len(known.rows.said.shares),
        "scorer": setting.scorer.name,
        "version": setting.scorer.version,
        "fingerprint": setting.scorer.fingerprint,
        "sample": sample.pk if sample else None,
        "method": sample.method if sample else "",
        "seed": sample.seed if sample else None,
        "digest": sample.digest if sample else "",
        "people": labels.people,
        "kappa": _kappa(labels.agreed.label),
        "complete": known.rows.basis.complete,
    }


def _kappa(one: Agreement | None) -> dict[str, Any] | None:
    if one is None:
        return None
    return {"n": one.n, "kappa": one.kappa, "low": one.low, "high": one.high}


def _weeks(known: Known) -> list[dict[str, Any]]:
    rows = {metric: known.rows.counts.weeks(metric) for metric in WEEKLY}
    return [
        {"monday": monday.isoformat(), "interactions": known.rows.weeks[place]}
        | {metric.value: values[place] for metric, values in rows.items()}
        for place, monday in enumerate(known.rows.counts.mondays)
    ]
