"""What a review says, as one tree without a word of HTML: for the page, the PDF and the data.

It is always made from evidence in its written form, frozen or not, so that a page before the
freeze and one after it show the same things.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from oyez.domain.errors import Sentence
from oyez.domain.review.compare import Difference
from oyez.domain.review.estimate import Estimate
from oyez.domain.review.expected import Rate
from oyez.domain.review.ordered import Ordered
from oyez.domain.review.rules import Advice
from oyez.review.figures import figure
from oyez.review.gathering.whole import evidence_of
from oyez.review.models import Review, Reviewed
from oyez.review.queries import last_before


@dataclass(frozen=True, slots=True)
class Drawn:
    """The sample behind the shares, and the scorer that it puts right."""

    labelled: int
    frame: int
    cannot_tell: int
    twice: int
    notices: int
    weights: Mapping[str, float]
    effects: Mapping[str, float]
    scored: int
    scorer: str
    version: str
    fingerprint: str
    sample: int | None
    method: str
    seed: int | None
    digest: str
    people: int
    kappa: Mapping[str, float | None] | None
    complete: float | None


@dataclass(frozen=True, slots=True)
class Week:
    """What was counted in one week; None where nobody did."""

    monday: date
    interactions: float | None
    reach: float | None
    views: float | None
    reports: float | None


@dataclass(frozen=True, slots=True)
class Compared:
    """A difference between two channels, or of one (`other` empty) since the last review."""

    name: str
    one: str
    other: str
    difference: Difference


@dataclass(frozen=True, slots=True)
class ChannelTold:
    """Everything that a review says of one channel."""

    channel: int
    name: str
    platform: str
    unit: str
    mode: str
    advice: Advice
    reasons: tuple[Sentence, ...]
    faults: tuple[Sentence, ...]
    gaps: tuple[Sentence, ...]
    shares: Mapping[str, Estimate | None]
    rates: Mapping[str, Rate | None]
    times: Mapping[str, Ordered | None]
    totals: Mapping[str, float | None]
    sample: Drawn
    weeks: tuple[Week, ...]
    critical: bool
    successor: str
    routes: tuple[str, ...]
    changes: tuple[Compared, ...]

    @property
    def counted(self) -> list[tuple[str, float]]:
        """What somebody has counted, in the order of `COUNTED`."""
        found = ((name, self.totals[name]) for name in COUNTED)
        return [(name, value) for name, value in found if value is not None]

    @property
    def uncounted(self) -> list[str]:
        """What nobody has counted."""
        return [name for name in COUNTED if self.totals[name] is None]

    @property
    def sound(self) -> bool:
        """Whether its shares may be cited."""
        return not self.faults and bool(self.sample.frame)


@dataclass(frozen=True, slots=True)
class Report:
    """A whole review; without `frozen_at` it is what would be frozen now."""

    title: str
    authority: str
    begins_on: date
    ends_on: date
    frozen_at: datetime | None
    fingerprint: str
    scorer: Mapping[str, str]
    bars: Mapping[str, float]
    channels: tuple[ChannelTold, ...]
    comparisons: tuple[Compared, ...]

    def channel(self, number: int) -> ChannelTold | None:
        """One of its channels."""
        return next((one for one in self.channels if one.channel == number), None)


COUNTED = (
    "notices", "interactions", "people", "people_again", "waiting", "reports", "reports_led",
    "views", "replies", "reposts", "likes", "followers_change", "hours", "money",
)  # fmt: skip
SHARES = ("noise", "abuse", "spam", "useful", "community")
RATES = ("useful_a_week", "reach", "reports")


def report_of(review: Review, *, at: datetime) -> Report:
    """The review as it was frozen, or as it stands now."""
    if review.evidence:
        return read(json.loads(review.evidence), review)
    before = last_before(review)
    found = evidence_of(review, json.loads(before.evidence) if before else None, at=at)
    return read(found, review)


def told_of(one: Reviewed) -> ChannelTold:
    """What the frozen evidence says of a channel."""
    found = read(json.loads(one.review.evidence), one.review).channel(one.channel_id)
    if found is None:
        raise LookupError(f"channel {one.channel_id} is not in the evidence of its review")
    return found


def read(evidence: Mapping[str, Any], review: Review) -> Report:
    """The tree in written evidence."""
    names = {one["channel"]: one["name"] for one in evidence["channels"]}
    changes = [_compared(one, names) for one in evidence["changes"]]
    return Report(
        title=evidence["title"],
        authority=evidence["authority"]["name"],
        begins_on=date.fromisoformat(evidence["begins_on"]),
        ends_on=date.fromisoformat(evidence["ends_on"]),
        frozen_at=review.frozen_at,
        fingerprint=review.fingerprint,
        scorer=evidence["scorer"],
        bars=evidence["bars"],
        channels=tuple(
            _channel(one, [each for each in changes if each.one == one["name"]])
            for one in evidence["channels"]
        ),
        comparisons=tuple(_compared(one, names) for one in evidence["comparisons"]),
    )


def _channel(data: Mapping[str, Any], changes: Sequence[Compared]) -> ChannelTold:
    figures, around = data["figures"], data["around"]
    return ChannelTold(
        channel=data["channel"],
        name=data["name"],
        platform=data["platform"],
        unit=data["unit"],
        mode=data["mode"],
        advice=Advice(data["proposal"]),
        reasons=_sentences(data["reasons"]),
        faults=_sentences(data["faults"]),
        gaps=_sentences(data["gaps"]),
        shares={name: figure(figures[name]) for name in SHARES},
        rates={name: figure(figures[name]) for name in RATES},
        times={name: figure(one) for name, one in data["times"].items()},
        totals=data["totals"],
        sample=Drawn(**data["sample"]),
        weeks=tuple(
            Week(date.fromisoformat(week.pop("monday")), **week)
            for week in (dict(one) for one in data["weeks"])
        ),
        critical=around["critical"],
        successor=around["successor"],
        routes=tuple(around["routes"]),
        changes=tuple(changes),
    )


def _sentences(rows: Sequence[Mapping[str, Any]]) -> tuple[Sentence, ...]:
    return tuple(Sentence(row["template"], dict(row["values"])) for row in rows)


def _compared(data: Mapping[str, Any], names: Mapping[int, str]) -> Compared:
    other = names.get(data["other"], "") if data["other"] else ""
    return Compared(data["figure"], names[data["one"]], other, figure(data["difference"]))
