"""Money for a month: warned of before it stops, and never stopping what must go out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oyez.domain.budget import WAITS, Budget, Level, Month, Wish, may_spend, refuse, warning
from oyez.domain.notice import Urgency
from oyez.domain.verdict import Kind

NOW = datetime(2026, 11, 16, tzinfo=UTC)
MONTH = Month(datetime(2026, 11, 1, tzinfo=UTC), datetime(2026, 12, 1, tzinfo=UTC))
money = st.decimals(0, 10_000, places=3)
budgets = st.builds(
    Budget,
    name=st.just("X"),
    amount=st.decimals(0, 10_000, places=2),
    currency=st.just("USD"),
    spent=money,
    reserve=st.integers(0, 100),
)


def budget(spent: str, reserve: int = 30) -> Budget:
    return Budget("X Derby", Decimal(100), "USD", Decimal(spent), reserve)


def wish(cost: str, urgency: Urgency = Urgency.ROUTINE, **more: object) -> Wish:
    return Wish(Decimal(cost), urgency, NOW, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("spent", "level"),
    [("0", Level.FINE), ("55.99", Level.FINE), ("56", Level.WARN), ("69.99", Level.WARN),
     ("70", Level.FULL), ("700", Level.FULL)],
)  # fmt: skip
def test_it_warns_at_four_fifths_and_is_full_where_routine_notices_stop(
    spent: str, level: Level
) -> None:
    assert budget(spent).level is level
    assert (warning(budget(spent), MONTH, NOW) is None) is (level is Level.FINE)


@pytest.mark.parametrize(
    ("spent", "cost", "urgency", "kind"),
    [
        ("69.80", "0.20", Urgency.ROUTINE, Kind.GO),
        ("69.81", "0.20", Urgency.ROUTINE, Kind.HOLD),
        ("69.81", "0.20", Urgency.IMPORTANT, Kind.GO),
        ("99.90", "0.20", Urgency.IMPORTANT, Kind.HOLD),
        ("999", "0.20", Urgency.CRITICAL, Kind.GO),
        ("999", "0", Urgency.ROUTINE, Kind.GO),
    ],
)
def test_a_share_is_kept_for_incidents(spent: str, cost: str, urgency: Urgency, kind: Kind) -> None:
    verdict = may_spend([budget(spent)], wish(cost, urgency), NOW)
    assert verdict.kind is kind
    if kind is Kind.HOLD:
        assert verdict.until is not None
        assert verdict.until > NOW
        assert f"{spent}" in str(verdict.reason)


def test_a_correction_is_never_stopped_for_want_of_money() -> None:
    assert may_spend([budget("999")], wish("5", correcting=True), NOW).kind is Kind.GO


def test_nothing_waits_longer_than_a_day() -> None:
    asked = wish("0.20")
    assert may_spend([budget("70")], asked, NOW + WAITS - timedelta(seconds=1)).kind is Kind.HOLD
    late = may_spend([budget("70")], asked, NOW + WAITS)
    assert late.kind is Kind.STOP
    assert "nobody raised it within a day" in str(late.reason)


def test_every_budget_has_to_have_room() -> None:
    whole = Budget("X, Kent", Decimal(500), "USD", Decimal(500))
    assert may_spend([budget("0"), whole], wish("1"), NOW).kind is Kind.HOLD
    assert may_spend([], wish("1"), NOW).kind is Kind.GO


def test_the_forecast_goes_on_as_it_began() -> None:
    assert MONTH.forecast(Decimal(30), NOW) == Decimal("60.00")
    first = MONTH.begins + timedelta(minutes=1)
    assert MONTH.forecast(Decimal(1), first) == Decimal("30.00"), "a day is counted at least"
    assert MONTH.forecast(Decimal(7), MONTH.ends + timedelta(days=1)) == Decimal(7)


def test_the_warning_says_what_comes() -> None:
    near = str(warning(budget("60"), MONTH, NOW))
    assert near == (
        "60.00 of 100.00 USD of the budget of X Derby for this month are spent; at this pace it "
        "will be 120.00. Routine notices stop at 70.00."
    )
    assert "is used up: 70.00 of 100.00 USD" in str(warning(budget("70"), MONTH, NOW))


@pytest.mark.parametrize(
    ("amount", "reserve", "field"),
    [("-1", 30, "amount"), ("NaN", 30, "amount"), ("1e8", 30, "amount"), ("0.001", 30, "amount"),
     ("5", 101, "reserve"), ("5", -1, "reserve"), ("5", 0, ""), ("0", 100, ""), ("49.90", 30, "")],
)  # fmt: skip
def test_what_can_be_no_budget(amount: str, reserve: int, field: str) -> None:
    refused = refuse(Decimal(amount), reserve)
    assert (refused[0] if refused else "") == field


@given(st.lists(budgets, max_size=3), money, st.booleans(), st.sampled_from(Urgency))
def test_critical_notices_and_corrections_always_go(
    found: list[Budget], cost: Decimal, correcting: bool, urgency: Urgency
) -> None:
    asked = Wish(cost, urgency, NOW, correcting=correcting)
    verdict = may_spend(found, asked, NOW)
    if correcting or urgency is Urgency.CRITICAL or not cost:
        assert verdict.kind is Kind.GO
    if verdict.kind is Kind.GO and urgency is Urgency.ROUTINE and not correcting and cost:
        assert all(one.spent + cost <= one.usable for one in found), "never more than it may"
    important = may_spend(found, Wish(cost, Urgency.IMPORTANT, NOW, correcting), NOW)
    if verdict.kind is Kind.GO and urgency is Urgency.ROUTINE:
        assert important.kind is Kind.GO, "what is graver never has less"


@given(budgets, st.datetimes(MONTH.begins.replace(tzinfo=None), MONTH.ends.replace(tzinfo=None)))
def test_the_forecast_is_never_less_than_what_is_spent(one: Budget, at: datetime) -> None:
    assert MONTH.forecast(one.spent, at.replace(tzinfo=UTC)) >= one.spent
