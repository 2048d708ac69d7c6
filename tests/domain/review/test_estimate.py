"""Shares, their intervals, and what may be cited."""

from __future__ import annotations

from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oyez.domain.review.estimate import (
    ENOUGH,
    LABELS,
    MODEL_OUTPUT,
    Estimate,
    bounded,
    decidable,
    of_counts,
    standing,
    uncorrected,
)
from oyez.domain.review.quantile import NORMAL, quantile, within

COUNTS = st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.mark.parametrize(
    ("freedom", "far"),
    [(1, 12.7062), (2, 4.30265), (3, 3.18245), (10, 2.22814), (19, 2.09302), (30, 2.04227),
     (120, 1.97993), (NORMAL, 1.95996)],
)  # fmt: skip
def test_quantiles_of_the_printed_table(freedom: int, far: float) -> None:
    assert quantile(freedom) == pytest.approx(far, abs=1e-4)


def test_a_quantile_holds_its_level() -> None:
    for freedom in (1, 2, 7, 8, 299):
        for level in (0.5, 0.95, 0.999):
            assert within(quantile(freedom, level), freedom) == pytest.approx(level)
    assert quantile(5, 0.99) == pytest.approx(4.03214, abs=1e-4)
    assert [quantile(n) for n in range(1, 50)] == sorted(map(quantile, range(1, 50)), reverse=True)


def test_wilson_as_worked_out_in_the_literature() -> None:
    # Newcombe (1998), table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
    for yes, many, low, high in [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ]:
        found = of_counts(yes, many, 1000)
        assert (found.low, found.high) == (
            pytest.approx(low, abs=6e-5),
            pytest.approx(high, abs=6e-5),
        )
        assert (found.labelled, found.total, found.method) == (many, 1000, LABELS)


@given(COUNTS, st.floats(1, 50))
def test_an_interval_never_leaves_0_to_1(counts: tuple[int, int], effect: float) -> None:
    found = of_counts(*counts, 5000, effect)
    assert 0 <= found.low <= found.value <= found.high <= 1
    assert found.low < found.high
    turned = of_counts(counts[1] - counts[0], counts[1], 5000, effect)
    assert turned.low == pytest.approx(1 - found.high, abs=1e-9)


@given(st.floats(0, 1), st.floats(1, 1e7), st.floats(1, 20), st.floats(1.01, 10))
def test_more_labels_never_widen_and_more_doubt_always_does(
    share: float, size: float, far: float, more: float
) -> None:
    low, high = bounded(share, size, far)
    closer = bounded(share, size * more, far)
    wider = bounded(share, size, far * more)
    assert low - 1e-12 <= closer[0] <= share <= closer[1] <= high + 1e-12
    assert wider[0] <= low + 1e-12
    assert wider[1] >= high - 1e-12


@given(st.integers(1, 400))
def test_more_yes_is_never_a_lower_share(many: int) -> None:
    found = [of_counts(yes, many, many) for yes in range(many + 1)]
    for name in ("value", "low", "high"):
        values = [getattr(one, name) for one in found]
        assert values == sorted(values)


def test_for_many_labels_it_is_the_interval_of_the_textbook() -> None:
    found = of_counts(30_000, 100_000, 10**6)
    half = 1.959964 * sqrt(0.3 * 0.7 / 100_000)
    assert found.low == pytest.approx(0.3 - half, abs=1e-5)
    assert found.high == pytest.approx(0.3 + half, abs=1e-5)


def test_only_enough_labels_may_be_cited() -> None:
    assert decidable(of_counts(5, ENOUGH, 9000))
    assert standing(of_counts(5, ENOUGH, 9000)) == LABELS
    assert not decidable(of_counts(5, ENOUGH - 1, 9000))
    assert standing(of_counts(5, ENOUGH - 1, 9000)) == MODEL_OUTPUT
    assert decidable(of_counts(5, 40, 40)), "the whole frame, if smaller"
    assert not decidable(uncorrected(0.3, 9000))
    assert not decidable(uncorrected(0.3, 0))


def test_without_labels_the_truth_may_be_anywhere() -> None:
    assert of_counts(0, 0, 0) == Estimate(0.0, 0.0, 1.0, 0, 0, MODEL_OUTPUT)
    assert uncorrected(1.2, 5) == Estimate(1.0, 0.0, 1.0, 0, 5, MODEL_OUTPUT)


@pytest.mark.parametrize(
    "figures",
    [(0.5, 0.6, 0.7, 1, 1), (0.5, -0.1, 0.7, 1, 1), (0.5, 0.1, 1.1, 1, 1), (0.5, 0.1, 0.4, 1, 1),
     (0.5, 0.1, 0.9, 2, 1), (0.5, 0.1, 0.9, -1, 1), (float("nan"), 0.0, 1.0, 1, 1)],
)  # fmt: skip
def test_what_is_no_estimate_cannot_be_made(figures: tuple[float, float, float, int, int]) -> None:
    with pytest.raises(ValueError, match=r"estimate|labelled"):
        Estimate(*figures, LABELS)
    with pytest.raises(ValueError, match="say yes"):
        of_counts(3, 2, 10)
