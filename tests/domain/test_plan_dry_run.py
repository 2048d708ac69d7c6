"""What would go wrong is said while there is time to change it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oyez.domain.delivery.abilities import Support
from oyez.domain.errors import say
from oyez.domain.plan import RULES, Deed, Doer
from oyez.domain.plan.dry_run import Announced, Facts, Removed, findings

NOW = datetime(2026, 9, 1, 6, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=3)
SOUND = Announced("7k2", approved=True, at=LATER)


def fact(deed: Deed, **more: object) -> Facts:
    given = {"deed": deed, "at": LATER, "about": "X Leer", "platform": "X"} | more
    return Facts(**given)  # type: ignore[arg-type]


def codes(facts: Facts, now: datetime = NOW) -> list[str]:
    return [one.code for one in findings(facts, now)]


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        (fact(Deed.CLOSING, at=NOW), "late"),
        (fact(Deed.PIN, owned=False), "no_owner"),
        (fact(Deed.PIN), "by_hand"),
        (fact(Deed.DELETE), "no_way_back"),
        (fact(Deed.STOP), "new_entry"),
        (fact(Deed.STOP, followed=False), "nobody_follows"),
        (fact(Deed.ANNOUNCE), "not_written"),
        (fact(Deed.ANNOUNCE, announced=replace(SOUND, approved=False)), "not_approved"),
        (fact(Deed.ANNOUNCE, announced=replace(SOUND, at=NOW)), "other_time"),
        (fact(Deed.ANNOUNCE, announced=replace(SOUND, left_out=("X",))), "left_out"),
        (fact(Deed.ANNOUNCE, announced=replace(SOUND, shut=("X",))), "shut"),
        (fact(Deed.ANSWERS, answers=False, routes=False), "no_answers"),
        (fact(Deed.ANSWERS, routes=False), "no_routes"),
        (fact(Deed.OPEN, hinders=say("X is not approved.")), "cannot_open"),
        (fact(Deed.PURGE, removes=Support.MANUAL), "cannot_delete"),
        (fact(Deed.PURGE, removes=Support.NATIVE, removed=Removed(9, LATER.date())), "forecast"),
    ],
)
def test_it_is_found(facts: Facts, code: str) -> None:
    assert code in codes(facts)


def test_what_is_in_order_is_not_spoken_about() -> None:
    assert codes(fact(Deed.ANNOUNCE, announced=SOUND)) == []
    assert codes(fact(Deed.ANSWERS)) == []
    assert codes(fact(Deed.OPEN)) == []
    assert codes(fact(Deed.PURGE, removes=Support.NATIVE)) == ["no_way_back"]


@given(st.sampled_from(Deed), st.booleans(), st.booleans(), st.integers(-9, 9))
def test_what_is_grave_comes_first_and_what_is_over_says_nothing(
    deed: Deed, owned: bool, over: bool, days: int
) -> None:
    facts = fact(deed, owned=owned, over=over, at=NOW + timedelta(days=days))
    found = findings(facts, NOW)
    assert [one.grave for one in found] == sorted((one.grave for one in found), reverse=True)
    assert not (over and found)
    assert all(str(one.sentence) for one in found)
    if not over and RULES[deed].doer is Doer.PERSON:
        assert ("no_owner" in codes(facts)) == (not owned)
