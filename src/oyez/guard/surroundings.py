"""What is known about a notice beside its replies."""

from __future__ import annotations

from datetime import datetime

from oyez.domain.alarm import Surroundings
from oyez.domain.drift import HARMLESS
from oyez.domain.live_streams import live_stream
from oyez.guard.models import Drift
from oyez.listen.queries import usual_rates
from oyez.publish.models import Delivery, Notice
from oyez.publish.queries import issued_revision


def surroundings_of(notice: Notice, now: datetime) -> Surroundings:
    """Its links, what stands behind them, and how many people usually answer there."""
    revision = issued_revision(notice)
    links = revision.links if revision else []
    channels = Delivery.objects.filter(notice=notice).values_list("channel", flat=True)
    lasting = Drift.objects.filter(watch__notice=notice, over_at=None)
    return Surroundings(
        link=bool(links),
        live=any(live_stream(one) for one in links),
        hit=lasting.exclude(code__in=HARMLESS).exists(),
        usual=sum(usual_rates(channels, now).values()),
    )
