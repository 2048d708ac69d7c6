"""Put a broken heart into this process: for the harness's own workers only."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet

from oyez.domain.delivery import GO, Abilities, Facts, Step, Verdict
from oyez.proof.chaos.sabotage import Heart, Sabotage
from oyez.publish.delivering import claim, record
from oyez.publish.models import Delivery
from oyez.publish.steps import deliver

Due = QuerySet[Delivery]


def break_heart(how: Sabotage) -> None:
    """From now on the steps of this process decide and remember by a broken rule."""
    heart = Heart(how)

    def step(facts: Facts, abilities: Abilities, now: datetime, verdict: Verdict = GO) -> Step:
        return heart.next_step(facts, abilities, now, verdict)

    for module in (claim, record):
        vars(module)["next_step"] = step
    vars(record)["record"] = heart.record
    if not heart.leases:
        vars(deliver)["due"] = careless_due


def careless_due(lane: str, now: datetime, platforms: Q) -> Due:
    """The rows that are due, and with them those that another worker holds."""
    rows = Delivery.objects.filter(platforms, lane=lane)
    rows = rows.filter(Q(due_at__lte=now) | ~Q(lease=""))
    return rows.select_related("notice", "channel").order_by("rank", "due_at", "pk")
