"""Set how often an authority reviews its channels, and by which figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from django.db import transaction

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed, say
from oyez.domain.review.rules import Bars
from oyez.domain.review.scenario import bars_from
from oyez.domain.roles import Verb
from oyez.govern.models import Authority
from oyez.review.models import ReviewRules


@dataclass(frozen=True, slots=True)
class Wish:
    """Months from review to review, when the next one begins (None: never), and the bars."""

    every_months: int
    next_on: date | None
    bars: Mapping[str, Any] = field(default_factory=dict)


@transaction.atomic
def set_rules(by: Person | None, authority: Authority, wish: Wish) -> ReviewRules:
    """In force for the reviews that are opened from now on; those that run keep theirs."""
    actor = demand(by, Verb.DECIDE_REVIEW, authority.path)
    if not 1 <= wish.every_months <= 36:
        raise NotAllowed(say("Write months from 1 to 36."), "every_months")
    usual, chosen = asdict(Bars()), asdict(_checked(wish.bars))
    own = {name: value for name, value in chosen.items() if value != usual[name]}
    row, _new = ReviewRules.objects.update_or_create(
        authority=authority,
        defaults={"every_months": wish.every_months, "next_on": wish.next_on, "bars": own},
    )
    record(actor, "review.set_rules", f"authority:{authority.pk}",
           bars={name: f"{value:g}" for name, value in own.items()},
           months=wish.every_months, next_on=str(wish.next_on or ""))  # fmt: skip
    return row


def _checked(bars: Mapping[str, Any]) -> Bars:
    try:
        return bars_from(bars)
    except NotAllowed as error:
        raise NotAllowed(error.reason, error.field.removeprefix("rules.")) from error
