"""Put a broken heart into this process: for the harness's own workers only."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet

from oyez.domain.delivery import GO, Abilities, Facts, Step, Verdict
from oyez.proof.chaos.sabotage import Heart, Sabotage
from oyez.publish.delivering import claim, record
from oyez.publish.models import Delivery, Lane

Due = QuerySet[Delivery]
LEASED = ~Q(lease="")


def break_heart(how: Sabotage) -> None:
    """From now on the steps of this process decide and remember by a broken rule."""
    heart = Heart(how)

    def step(facts: Facts, abilities: Abilities, now: datetime, verdict: Verdict = GO) -> Step:
        return heart.next_step(facts, abilities, now, verdict)

    for module in (claim, record):
        vars(module)["next_step"] = step
    vars(record)["record"] = heart.record
    if not heart.leases:
        vars(claim)["due"] = careless_due
        vars(claim)["waiting"] = careless_waiting


def careless_due(lane: str, now: datetime, *, own: bool) -> Due:
    """The rows that are due, and with them those that another worker holds."""
    rows = Delivery.objects.filter(rank=0) if own else Delivery.objects.filter(rank__gt=0)
    rows = rows.filter(LEASED | Q(due_at__lte=now), lane=lane)
    return rows.select_related("notice__unit", "channel").order_by("rank", "due_at", "pk")


def careless_waiting(now: datetime) -> set[tuple[str, bool]]:  # noqa: ARG001 (the shape it replaces)
    """Every lane has something to do."""
    return {(lane.value, own) for lane in Lane for own in (False, True)}
