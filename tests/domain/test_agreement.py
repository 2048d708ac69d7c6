"""Cohen's kappa and its interval."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oyez.domain.agreement import agreement

PAIRS = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=1, max_size=80)


def table(**cells: int) -> list[tuple[str, str]]:
    return [(name[0], name[1]) for name, count in cells.items() for _ in range(count)]


def test_a_table_worked_out_by_hand() -> None:
    found = agreement(table(yy=20, yn=5, ny=10, nn=15))
    assert found is not None
    assert (found.n, found.observed) == (50, 0.7)
    assert found.kappa == pytest.approx(0.4)
    assert found.high is not None
    assert found.low is not None
    assert (found.low + found.high) / 2 == pytest.approx(0.4)
    # Fleiss, Cohen and Everitt: the standard error of this table is 0.1265.
    assert (found.high - found.low) / 2 / 1.96 == pytest.approx(0.1265, abs=0.001)
    assert found.weak


def test_the_interval_is_as_wide_as_repetition_shows() -> None:
    world, chance = table(aa=40, ab=8, ba=6, bb=30, bc=5, cb=4, cc=25, ac=2), random.Random(7)
    found = agreement(world)
    assert found is not None
    assert found.kappa is not None
    again = [agreement(chance.choices(world, k=len(world))) for _ in range(2000)]
    kappas = sorted(one.kappa for one in again if one and one.kappa is not None)
    assert found.low == pytest.approx(kappas[50], abs=0.03)
    assert found.high == pytest.approx(kappas[-50], abs=0.03)


def test_nothing_labelled_twice_and_only_one_label_used() -> None:
    assert agreement([]) is None
    same = agreement(table(aa=30))
    assert same is not None
    assert (same.observed, same.kappa, same.weak) == (1.0, None, False)
    whole = agreement(table(aa=15, bb=15))
    assert whole is not None
    assert (whole.kappa, whole.low, whole.high) == (1.0, 1.0, 1.0)


@given(PAIRS)
def test_it_stays_within_its_bounds_and_knows_no_order_of_people(
    pairs: list[tuple[str, str]],
) -> None:
    found, swapped = agreement(pairs), agreement([(b, a) for a, b in pairs])
    assert found is not None
    assert swapped is not None
    assert found.observed == sum(a == b for a, b in pairs) / len(pairs)
    if found.kappa is None or swapped.kappa is None:
        assert len(Counter(pairs)) == 1
        return
    assert -1 <= found.kappa <= 1
    assert found.low is not None
    assert found.high is not None
    assert found.low <= found.kappa <= found.high
    assert found.kappa == pytest.approx(swapped.kappa)
