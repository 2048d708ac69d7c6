"""Set how often an authority reviews its channels, and by which figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

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
    _refuse_past(authority, wish.next_on)
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


def _refuse_past(authority: Authority, day: date | None) -> None:
    """A day that stands there already may be over: no worker has run since."""
    if day is None or day >= timezone.localdate():
        return
    if not ReviewRules.objects.filter(authority=authority, next_on=day).exists():
        raise NotAllowed(say("This day is over. Choose a later one."), "next_on")


def _checked(bars: Mapping[str, Any]) -> Bars:
    try:
        return bars_from(bars)
    except NotAllowed as error:
        raise _plain(error) from error


def _plain(error: NotAllowed) -> NotAllowed:
    """Without the place in a file that the sentence names: a form has labels."""
    said, field = error.reason.values, error.field.removeprefix("rules.")
    if "most" in said:
        template = "Write a number from {least} to {most}."
        return NotAllowed(say(template, least=said.get("least", 0), most=said["most"]), field)
    if set(said) == {"place"}:
        template = "Hardly any reports cannot be more than many reports."
        return NotAllowed(say(template), "reports_few")
    return NotAllowed(error.reason, field)
