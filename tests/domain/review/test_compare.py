"""Differences of channels and periods, one and many."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oyez.domain.review.compare import NO_EVIDENCE, difference, holm, say
from oyez.domain.review.estimate import Estimate, of_counts

SHARES = st.integers(0, 200).map(lambda yes: of_counts(yes, 200, 5000))
PAIRS = st.lists(st.tuples(SHARES, SHARES), max_size=8)


def test_newcombes_example() -> None:
    # Newcombe (1998), method 10: 56 of 70 against 48 of 80 is .2 with .0524 to .3339.
    found = difference(of_counts(56, 70, 70), of_counts(48, 80, 80))
    assert found.value == pytest.approx(0.2)
    assert (found.low, found.high) == (
        pytest.approx(0.0524, abs=1e-4),
        pytest.approx(0.3339, abs=1e-4),
    )
    assert found.differs
    assert say(found) == "higher"
    assert say(difference(of_counts(48, 80, 80), of_counts(56, 70, 70))) == "lower"


@given(SHARES, SHARES)
def test_it_turns_with_its_sides_and_stays_in_bounds(one: Estimate, other: Estimate) -> None:
    found, turned = difference(one, other), difference(other, one)
    assert -1 <= found.low <= found.value <= found.high <= 1
    assert (turned.low, turned.high) == (pytest.approx(-found.high), pytest.approx(-found.low))
    assert turned.chance == pytest.approx(found.chance)
    assert 0 <= found.chance <= 1
    if abs(found.chance - 0.05) > 1e-9:
        assert found.differs == (not found.low <= 0 <= found.high)


def test_what_may_not_be_cited_is_no_evidence() -> None:
    found = difference(of_counts(90, 99, 5000), of_counts(9, 99, 5000))
    assert found.low > 0
    assert (found.differs, say(found)) == (False, NO_EVIDENCE)


def test_a_sure_difference_and_none() -> None:
    sure = [Estimate(value, value, value, 100, 100, "counted") for value in (0.2, 0.3)]
    found = difference(*sure)
    assert [found.value, found.low, found.high] == pytest.approx([-0.1] * 3)
    assert (found.chance, found.decidable) == (0, True)
    assert difference(sure[0], sure[0]).chance == 1


def test_holm_as_worked_out_by_hand() -> None:
    pairs = [(of_counts(yes, 200, 5000), of_counts(60, 200, 5000)) for yes in (82, 60, 110, 79)]
    plain = [difference(*pair).chance for pair in pairs]
    found = holm(pairs)
    first, second, third, last = plain[2], plain[0], plain[3], plain[1]
    assert [one.chance for one in found] == [
        pytest.approx(second * 3), pytest.approx(1.0), pytest.approx(first * 4),
        pytest.approx(max(second * 3, third * 2)),
    ]  # fmt: skip
    assert first < second < third < 0.05 < last
    assert [one.differs for one in found] == [False, False, True, False]
    assert holm([]) == []


@given(PAIRS)
def test_correcting_never_claims_more_and_intervals_say_the_same(
    pairs: list[tuple[Estimate, Estimate]],
) -> None:
    for pair, found in zip(pairs, holm(pairs), strict=True):
        plain = difference(*pair)
        assert found.value == plain.value
        assert found.chance >= plain.chance
        assert found.low <= plain.low + 1e-12
        assert found.high >= plain.high - 1e-12
        if abs(found.chance - 0.05) > 1e-6:
            assert found.differs == (not found.low <= 0 <= found.high)


def test_among_ten_equal_channels_a_false_claim_is_rare() -> None:
    random = Random(5)
    claims, bare = 0, 0
    for _ in range(300):
        shares = [
            of_counts(sum(random.random() < 0.3 for _ in range(200)), 200, 9000) for _ in range(20)
        ]
        pairs = list(zip(shares[::2], shares[1::2], strict=True))
        claims += any(one.differs for one in holm(pairs))
        bare += any(difference(*pair).differs for pair in pairs)
    assert claims / 300 <= 0.08
    assert bare / 300 >= 0.25
