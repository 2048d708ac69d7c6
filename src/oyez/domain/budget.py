"""What may be spent in a month, and what may be sent in a span of time: warned of before it stops.

A share of every allowance is kept for incidents, as `pacing` keeps one of every rate window:
routine notices may use what is left of it, important ones all of it, and a critical notice, a
correction or a retraction is never stopped for want of money.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import IntEnum
from typing import Final

from oyez.domain.errors import Sentence, say
from oyez.domain.notice import Urgency
from oyez.domain.verdict import GO, Kind, Verdict

RESERVE: Final = 30  # per cent that are kept where nobody said otherwise
WARN_AT: Final = Decimal("0.8")
SHORTEST: Final = timedelta(days=1)  # a forecast from the first hours of a month says nothing
WAITS: Final = timedelta(hours=24)  # a notice that no money came for in a day is not sent any more
AGAIN: Final = timedelta(seconds=30)  # how often it is asked whether there is money now
CENT: Final = Decimal("0.01")


class Level(IntEnum):
    """How much of an allowance is used."""

    FINE = 0
    WARN = 1
    FULL = 2


@dataclass(frozen=True, slots=True)
class Month:
    """A month on the authority's clock: its first moment, and the one after its last."""

    begins: datetime
    ends: datetime

    def forecast(self, spent: Decimal, now: datetime) -> Decimal:
        """What the whole month would cost at the pace so far."""
        passed = max(now - self.begins, min(SHORTEST, self.ends - self.begins))
        share = Decimal((self.ends - self.begins) / min(passed, self.ends - self.begins))
        return max(spent, (spent * share).quantize(CENT, ROUND_HALF_UP))


@dataclass(frozen=True, slots=True)
class Budget:
    """Money for a month, and what of it was spent; `reserve` per cent are kept for incidents.

    `name` is the channel, or the platform of an authority, that it is for.
    """

    name: str
    amount: Decimal
    currency: str
    spent: Decimal = Decimal()
    reserve: int = RESERVE

    @property
    def usable(self) -> Decimal:
        """What routine notices may spend."""
        return self.amount * (100 - self.reserve) / 100

    @property
    def left(self) -> Decimal:
        """What routine notices may still spend; never less than nothing."""
        return max(Decimal(), self.usable - self.spent)

    @property
    def level(self) -> Level:
        """Whether routine notices still fit, are near the end of it, or have reached it."""
        if self.spent >= self.usable:
            return Level.FULL
        return Level.WARN if self.spent >= self.usable * WARN_AT else Level.FINE

    def room_for(self, urgency: Urgency) -> Decimal | None:
        """How much may have been spent after a notice of this urgency; None for no end."""
        if urgency is Urgency.CRITICAL:
            return None
        return self.amount if urgency is Urgency.IMPORTANT else self.usable


@dataclass(frozen=True, slots=True)
class Wish:
    """A notice that would cost `cost` and has wanted to go out since `since`."""

    cost: Decimal
    urgency: Urgency
    since: datetime
    correcting: bool = False


def may_spend(budgets: Iterable[Budget], wish: Wish, now: datetime) -> Verdict:
    """Whether every budget has room for it: it waits for a day, and is then given up."""
    if wish.correcting or wish.cost <= 0:
        return GO
    full = [one for one in budgets if not _fits(one, wish)]
    if not full:
        return GO
    if now >= wish.since + WAITS:
        return Verdict(Kind.STOP, _said(full[0], LATE))
    return Verdict(Kind.HOLD, _said(full[0], HELD), until=now + AGAIN)


def _fits(budget: Budget, wish: Wish) -> bool:
    room = budget.room_for(wish.urgency)
    return room is None or budget.spent + wish.cost <= room


HELD: Final = (
    "The budget of {name} for this month is used up ({spent} of {amount} {currency}), so this "
    "waits. Raise the budget within a day, or say it on another channel."
)
LATE: Final = (
    "The budget of {name} for this month was used up ({spent} of {amount} {currency}) and nobody "
    "raised it within a day, so this does not go out there any more."
)
NEAR: Final = (
    "{spent} of {amount} {currency} of the budget of {name} for this month are spent; at this pace "
    "it will be {forecast}. Routine notices stop at {usable}."
)
REACHED: Final = (
    "The budget of {name} for this month is used up: {spent} of {amount} {currency}. Routine "
    "notices wait there; the rest is kept for incidents."
)


def warning(budget: Budget, month: Month, now: datetime) -> Sentence | None:
    """What people hear of a budget that is nearly or wholly used; None while it is fine."""
    if budget.level is Level.FINE:
        return None
    template = REACHED if budget.level is Level.FULL else NEAR
    forecast = plain(month.forecast(budget.spent, now))
    return _said(budget, template, forecast=forecast, usable=plain(budget.usable))


def _said(budget: Budget, template: str, **more: object) -> Sentence:
    return say(
        template,
        name=budget.name,
        spent=plain(budget.spent),
        amount=plain(budget.amount),
        currency=budget.currency,
        **more,
    )


def plain(amount: Decimal) -> str:
    """An amount with two decimal places, rounded as money is."""
    return str(amount.quantize(CENT, ROUND_HALF_UP))


def refuse(amount: Decimal, reserve: int) -> tuple[str, Sentence] | None:
    """The field and the sentence for what can be no budget."""
    if not amount.is_finite() or amount < 0 or amount >= 10**8 or amount != amount.quantize(CENT):
        template = "Write an amount of money such as 50 or 49.90; 0 lets nothing routine go out."
        return "amount", say(template)
    if not 0 <= reserve <= 100:
        return "reserve", say("The share kept for incidents lies between 0 and 100 per cent.")
    return None
