"""What a text costs, worked out without losing a fraction of a cent."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from oyez.domain.cost import Cost, Per, Price, cost_of, total

X = (
    Price(Per.NOTICE, Decimal("0.015"), "USD"),
    Price(Per.NOTICE_WITH_LINK, Decimal("0.200"), "USD"),
)
SMS = (Price(Per.PART, Decimal("0.07"), "EUR"),)
WHATSAPP = (Price(Per.RECIPIENT, Decimal("0.055"), "EUR"),)
amounts = st.decimals(0, 10, places=4)


def test_a_link_has_its_own_price_and_the_cheaper_way_is_told() -> None:
    assert cost_of(X, has_link=False) == Cost(Decimal("0.015"), "USD")
    assert cost_of(X, has_link=True) == Cost(Decimal("0.200"), "USD", Decimal("0.015"))


def test_messages_cost_by_recipient_and_by_part() -> None:
    assert cost_of(SMS, has_link=True, recipients=100, parts=2) == Cost(Decimal("14.00"), "EUR")
    assert cost_of(WHATSAPP, has_link=True, recipients=1000) == Cost(Decimal("55.000"), "EUR")
    assert cost_of(SMS, has_link=False) == Cost(Decimal(0), "EUR")


def test_what_charges_nothing_has_no_cost() -> None:
    assert cost_of((), has_link=True) is None


@given(amounts, amounts, st.booleans())
def test_without_the_link_is_named_only_where_it_is_cheaper(
    plain: Decimal, linked: Decimal, has_link: bool
) -> None:
    prices = (Price(Per.NOTICE, plain, "EUR"), Price(Per.NOTICE_WITH_LINK, linked, "EUR"))
    found = cost_of(prices, has_link=has_link)
    assert found is not None
    assert found.amount == (linked if has_link else plain)
    assert found.without_link == (plain if has_link and plain < linked else None)


@given(st.lists(st.builds(Cost, amounts, st.sampled_from(["EUR", "USD"]))))
def test_sums_stay_within_their_currency(costs: list[Cost]) -> None:
    sums = total(costs)
    assert list(sums) == sorted({cost.currency for cost in costs})
    for currency, amount in sums.items():
        assert amount == sum(cost.amount for cost in costs if cost.currency == currency)
