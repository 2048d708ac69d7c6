"""Enter what people count themselves: reports at the contact centre, hours, money, reach."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from math import isfinite

from django.db import transaction

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed, say
from oyez.domain.review.facts import BY_HAND, Metric, Source
from oyez.domain.roles import Verb
from oyez.govern.models import Channel
from oyez.review.models import Fact
from oyez.review.opening import today

MOST = 10.0**12
FIRST = date(2000, 1, 1)


@transaction.atomic
def enter_counts(
    by: Person | None, channel: Channel, day: date, values: Mapping[Metric, float], *, at: datetime
) -> int:
    """Figures of a day, or of the week that ends on it; the same day again replaces them."""
    actor = demand(by, Verb.HOLD_REVIEW, channel.unit.path)
    if day > today(at):
        raise NotAllowed(say("This day is still to come."), "day")
    if day < FIRST:
        raise NotAllowed(say("There were no such channels then. Look at the year."), "day")
    if not values:
        raise NotAllowed(say("Write at least one figure."))
    for metric, value in values.items():
        if metric not in BY_HAND or not isfinite(value) or not 0 <= value <= MOST:
            raise NotAllowed(say("Write a number that is not below 0."), metric.value)
    for metric, value in values.items():
        Fact.objects.update_or_create(
            channel=channel, day=day, metric=metric, source=Source.ENTERED,
            defaults={"value": value},
        )  # fmt: skip
    told = {metric.value: f"{value:g}" for metric, value in values.items()}
    record(actor, "review.enter_counts", f"channel:{channel.pk}", due=day.isoformat(), figures=told)
    return len(values)
