"""The evidence of a whole review as plain data, the same every time for the same rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime
from itertools import combinations
from typing import Any, Final

from oyez.domain.review.compare import Difference, difference, holm
from oyez.domain.review.estimate import Estimate, decidable
from oyez.domain.review.rules import Bars
from oyez.govern.models import Channel
from oyez.listen.keeping import Keeping
from oyez.review.figures import figure, kept
from oyez.review.gathering.channel import Setting, known_of, reach_of
from oyez.review.gathering.frame import Span, scorer_of
from oyez.review.gathering.written import written
from oyez.review.models import Review, Reviewed

VERSION: Final = 1
COMPARED: Final = ("noise", "useful")


def evidence_of(review: Review, before: dict[str, Any] | None, *, at: datetime) -> dict[str, Any]:
    """All of it; `before` is the evidence of the last review, to compare periods."""
    rows = list(reviewed_of(review))
    span = Span(review.begins_on, review.ends_on)
    numbers = [row.channel_id for row in rows]
    everywhere = Channel.objects.filter(unit__authority=review.authority_id).order_by("pk")
    others = list(everywhere.values_list("pk", flat=True))
    setting = Setting(
        at, span, scorer_of(numbers, span), bars_of(review.bars), others, Keeping(),
        widest=max((reach_of(pk, span) for pk in others), default=0.0),
    )  # fmt: skip
    channels = [written(known_of(row, setting), setting) for row in rows]
    return {
        "version": VERSION,
        "authority": {"name": review.authority.name, "path": review.authority.path},
        "title": review.title,
        "begins_on": review.begins_on.isoformat(),
        "ends_on": review.ends_on.isoformat(),
        "bars": asdict(setting.bars),
        "scorer": asdict(setting.scorer),
        "channels": channels,
        "comparisons": _between(channels),
        "changes": _since(channels, before),
    }


def reviewed_of(review: Review) -> Sequence[Reviewed]:
    """The channels of a review with what their evidence needs."""
    rows = review.channels.select_related("channel__unit__authority", "successor__unit")
    return list(rows.order_by("channel__unit__path", "channel__position", "channel_id"))


def bars_of(kept_bars: dict[str, Any]) -> Bars:
    """The bars as an authority has set them; what it left alone is as usual."""
    known = asdict(Bars())
    return replace(Bars(), **{name: value for name, value in kept_bars.items() if name in known})


def _between(channels: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Every pair of channels whose shares may be cited, corrected for how many pairs there are."""
    pairs = [
        (name, one["channel"], other["channel"], first, second)
        for name in COMPARED
        for one, other in combinations(channels, 2)
        if (first := _cited(one, name)) and (second := _cited(other, name))
    ]
    found = holm([(first, second) for *_, first, second in pairs])
    return [
        _difference(name, one, other, each)
        for (name, one, other, *_), each in zip(pairs, found, strict=True)
    ]


def _since(
    channels: Sequence[dict[str, Any]], before: dict[str, Any] | None
) -> list[dict[str, Any]]:
    """The change of each channel since the last review."""
    earlier = {one["channel"]: one for one in before["channels"]} if before else {}
    found = []
    for one in channels:
        last = earlier.get(one["channel"])
        for name in COMPARED if last else ():
            now, then = _cited(one, name), _cited(last, name)
            if now and then:
                found.append(_difference(name, one["channel"], None, difference(now, then)))
    return found


def _cited(channel: dict[str, Any] | None, name: str) -> Estimate | None:
    found = figure(channel["figures"].get(name)) if channel else None
    return found if isinstance(found, Estimate) and decidable(found) else None


def _difference(name: str, one: int, other: int | None, found: Difference) -> dict[str, Any]:
    return {"figure": name, "one": one, "other": other, "difference": kept(found)}
