"""The interval of a made-up sample is that which drawn samples give."""

from __future__ import annotations

from random import Random
from statistics import fmean

import pytest

from oyez.domain.review.corrected import Frame, Labelled, corrected
from oyez.domain.review.expected import part, rate, share

EVEN = [(300, 1000)] * 26
UNEVEN = [(150 if n % 2 else 450, 1000) for n in range(26)]


@pytest.mark.parametrize("weeks", [EVEN, UNEVEN], ids=["even", "uneven"])
@pytest.mark.parametrize("labelled", [100, 400, 1600])
def test_it_is_as_wide_as_drawn_samples_give(weeks: list[tuple[int, int]], labelled: int) -> None:
    random = Random(labelled)
    frame = [Labelled(0.0, i < yes, n + 1) for n, (yes, many) in enumerate(weeks)
             for i in range(many)]  # fmt: skip
    scores = Frame(len(frame), 0.0, 0.0, 0.0)
    drawn = [corrected(scores, random.sample(frame, labelled)).estimate for _ in range(40)]
    found = share(weeks, labelled)
    assert found is not None
    assert found.value == pytest.approx(0.3)
    assert found.high - found.low == pytest.approx(fmean(d.high - d.low for d in drawn), rel=0.25)


def test_more_labels_never_widen_it() -> None:
    found = [share(UNEVEN, labelled) for labelled in range(1, 26_000, 131)]
    lows, highs = [one.low for one in found if one], [one.high for one in found if one]
    assert lows == sorted(lows)
    assert highs == sorted(highs, reverse=True)


def test_what_nobody_could_tell_may_be_anything() -> None:
    sure, dark = share(EVEN, 400), share(EVEN, 400, 40)
    assert sure is not None
    assert dark is not None
    assert dark.low < sure.low * 0.91
    assert dark.high > sure.high * 0.9 + 0.1
    assert share(EVEN, 40, 40) is None


def test_nothing_and_everything() -> None:
    assert share([], 10) is share([(0, 0)], 10) is share(EVEN, 0) is None
    none, all_of_it = share([(0, 50)] * 4, 100), share([(50, 50)] * 4, 100)
    assert none is not None
    assert all_of_it is not None
    assert (none.low, none.value, all_of_it.high) == (0, 0, 1)
    assert none.high == pytest.approx(1 - all_of_it.low)
    assert 0.02 < none.high < 0.05
    assert part(0.4, 0) is None


def test_a_rate_is_as_uncertain_as_its_weeks() -> None:
    assert rate([]) is None
    nothing, even, uneven = rate([0] * 8), rate([100] * 8), rate([20, 180] * 4)
    assert nothing is not None
    assert even is not None
    assert uneven is not None
    assert (nothing.low, nothing.value) == (0, 0)
    assert nothing.high == pytest.approx(1.96**2 / 8, rel=0.01)
    assert uneven.high - uneven.low > 5 * (even.high - even.low)
    assert even.low < 100 < even.high
