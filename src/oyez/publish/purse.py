"""The budgets of some channels as they stand now, and whether a notice still fits them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal

from oyez.domain.budget import Budget, Month, Wish, may_spend
from oyez.domain.verdict import GO, Verdict
from oyez.govern import budgets
from oyez.govern.models import Budget as Row
from oyez.govern.models import Channel
from oyez.platforms.profile import Cost
from oyez.platforms.registry import LABELS, profile
from oyez.publish.costs import charges
from oyez.publish.spending import spent
from oyez.web.words import word


@dataclass(slots=True)
class Purse:
    """Every budget by its number, and which of them bind each channel."""

    now: datetime
    month: Month
    budgets: dict[int, Budget] = field(default_factory=dict)
    over: Mapping[int, Sequence[int]] = field(default_factory=dict)

    @classmethod
    def load(cls, channels: Iterable[Channel], now: datetime, but: Collection[int] = ()) -> Purse:
        """Read them; where no budget was entered this is one small query, or none.

        Sends in doubt of the deliveries `but` are not counted, because they are decided now.
        """
        charged = [channel for channel in channels if charges(channel)]
        purse = cls(now, budgets.month_of(now))
        over = budgets.budgets_over(charged)
        rows = {row.pk: row for found in over.values() for row in found}
        if rows:
            purse.over = {pk: [row.pk for row in found] for pk, found in over.items()}
            purse.budgets = counted(list(rows.values()), purse.month, but)
        return purse

    def of(self, channel: int) -> list[Budget]:
        """The budgets that bind a channel, the one of the authority first."""
        return [self.budgets[number] for number in self.over.get(channel, ())]

    @classmethod
    def of_listed(cls, channels: Iterable[Channel], now: datetime) -> Purse:
        """The same for rows of a list, whose options were left out."""
        numbers = [one.pk for one in channels if profile(one.platform).costs]
        found = Channel.objects.filter(pk__in=numbers).select_related("unit").defer("secrets")
        return cls.load(found if numbers else (), now)

    def verdict(self, channel: int, wish: Wish) -> Verdict:
        """Whether there is money for it."""
        found = self.of(channel)
        return may_spend(found, wish, self.now) if found else GO

    def spend(self, channel: int, cost: Decimal) -> None:
        """Count what is about to be sent."""
        for number in self.over.get(channel, ()):
            one = self.budgets[number]
            self.budgets[number] = replace(one, spent=one.spent + cost)


def counted(rows: Sequence[Row], month: Month, but: Collection[int] = ()) -> dict[int, Budget]:
    """Each budget with what the channels under it have spent, by its number."""
    channels = budgets.channels_under(rows)
    amounts = spent(channels, month, but)
    found = {}
    for row in rows:
        under = [one.pk for one in channels if budgets.binds(row, one)]
        found[row.pk] = Budget(
            name=budgets.name_of(row, word(LABELS.get(row.platform, row.platform))),
            amount=row.amount,
            currency=currency_of(row.platform),
            spent=sum((amounts.get(pk, Decimal()) for pk in under), Decimal()),
            reserve=row.reserve,
        )
    return found


def currency_of(platform: str) -> str:
    """The currency in which a platform charges."""
    costs: Sequence[Cost] = profile(platform).costs
    return costs[0].currency if costs else ""
