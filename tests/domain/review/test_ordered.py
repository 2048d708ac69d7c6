"""Medians and other quantiles by their ranks."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oyez.domain.review.ordered import Ordered, ordered

VALUES = st.lists(st.floats(0, 1e6), max_size=80)


@given(VALUES, st.sampled_from([0.1, 0.5, 0.9]))
def test_a_quantile_is_one_of_the_values_and_lies_in_its_interval(
    values: list[float], share: float
) -> None:
    found = ordered(values, share)
    if found is None:
        assert values == []
        return
    assert found.value in values
    assert found.low is None or found.low <= found.value
    assert found.high is None or found.value <= found.high
    assert sum(value <= found.value for value in values) >= share * len(values) - 1e-9


def test_the_printed_table_of_ranks_for_a_median() -> None:
    # Conover (1999), table A3: ranks of the 95 % interval of a median.
    for many, low, high in [(6, 1, 6), (10, 2, 9), (20, 6, 15), (50, 18, 33)]:
        found = ordered([float(n) for n in range(1, many + 1)])
        assert found is not None
        assert (found.low, found.high) == (low, high)


def test_few_values_leave_the_ends_open() -> None:
    assert ordered([5.0]) == Ordered(0.5, 5.0, None, None, 1)
    assert ordered([1.0, 2.0, 3.0, 4.0, 5.0]) == Ordered(0.5, 3.0, None, None, 5)
    assert ordered([]) is None


@pytest.mark.parametrize(("many", "share"), [(60, 0.5), (200, 0.9), (900, 0.5)])
def test_the_interval_holds_the_truth_in_95_of_100_cases(many: int, share: float) -> None:
    random, held = Random(3), 0
    for _ in range(600):
        found = ordered([random.random() for _ in range(many)], share)
        assert found is not None
        held += (found.low or 0) <= share <= (found.high or 1)
    assert 0.93 <= held / 600 <= 0.995


def test_a_value_outside_its_interval_is_none() -> None:
    with pytest.raises(ValueError, match="interval"):
        Ordered(0.5, 1.0, 2.0, 3.0, 10)
