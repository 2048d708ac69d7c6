"""What a text costs on a platform, before anybody says yes to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Per(StrEnum):
    """What a price is paid for; a part is one short message of several, for one recipient.

    A read is one thing that somebody else wrote, read by us; it is no part of what a notice costs.
    """

    NOTICE = "notice"
    NOTICE_WITH_LINK = "notice_with_link"
    RECIPIENT = "recipient"
    PART = "part"
    READ = "read"


@dataclass(frozen=True, slots=True)
class Price:
    """An amount of money for one of something."""

    per: Per
    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class Cost:
    """What one text costs; `without_link` where leaving the link out would be cheaper."""

    amount: Decimal
    currency: str
    without_link: Decimal | None = None


def cost_of(
    prices: Iterable[Price], *, has_link: bool, recipients: int = 0, parts: int = 1
) -> Cost | None:
    """The cost, or None on a platform that charges nothing.

    With a link its own price counts instead of the plain one. All prices share a currency.
    """
    known: dict[Per, Price] = {one.per: one for one in prices if one.per is not Per.READ}
    if not known:
        return None
    currency = next(iter(known.values())).currency
    plain = _amount(known, Per.NOTICE)
    plain += recipients * (_amount(known, Per.RECIPIENT) + parts * _amount(known, Per.PART))
    linked = known.get(Per.NOTICE_WITH_LINK)
    if not has_link or linked is None:
        return Cost(plain, currency)
    dearer = plain - _amount(known, Per.NOTICE) + linked.amount
    return Cost(dearer, currency, plain if plain < dearer else None)


def total(costs: Iterable[Cost]) -> dict[str, Decimal]:
    """What several cost together, by currency, in alphabetical order."""
    amounts: dict[str, Decimal] = {}
    for cost in sorted(costs, key=lambda one: one.currency):
        amounts[cost.currency] = amounts.get(cost.currency, Decimal()) + cost.amount
    return amounts


def _amount(known: Mapping[Per, Price], per: Per) -> Decimal:
    price = known.get(per)
    return price.amount if price else Decimal()
