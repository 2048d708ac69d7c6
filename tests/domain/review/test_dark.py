"""What nobody could tell may have been all one or all the other."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from oyez.domain.review.corrected import Labelled, corrected, frame_of
from oyez.domain.review.dark import told
from oyez.domain.review.estimate import CORRECTED

LABELS = st.lists(
    st.builds(Labelled, st.floats(0, 1), st.booleans(), st.integers(0, 9)), max_size=60
)
FRAME = frame_of([(1000, 300.0, 150.0), (500, 200.0, 120.0)])


@given(LABELS, LABELS)
def test_the_interval_holds_both_ends_of_what_nobody_could_tell(
    sure: list[Labelled], dark: list[Labelled]
) -> None:
    found = told(FRAME, sure, dark).estimate
    assert 0 <= found.low <= found.value <= found.high <= 1
    assert found.labelled == len(sure) + len(dark)
    if dark:
        for label in (False, True):
            end = corrected(FRAME, [*sure, *(replace(one, label=label) for one in dark)]).estimate
            assert found.low <= end.low + 1e-12
            assert end.high <= found.high + 1e-12


def test_with_everything_told_it_is_the_plain_estimate() -> None:
    sure = [Labelled(n / 100, n % 3 == 0, n % 7) for n in range(100)]
    assert told(FRAME, sure, []) == corrected(FRAME, sure)


def test_ten_dark_labels_of_a_hundred_widen_it_by_about_ten_points() -> None:
    sure = [Labelled(0.3, n % 3 == 0) for n in range(90)]
    plain = corrected(FRAME, sure).estimate
    wide = told(FRAME, sure, [Labelled(0.3, label=False)] * 10).estimate
    assert 0.05 < (wide.high - wide.low) - (plain.high - plain.low) < 0.15
    assert wide.value == plain.value
    assert wide.method == CORRECTED


def test_where_nobody_could_tell_anything_nothing_is_known() -> None:
    found = told(FRAME, [], [Labelled(0.3, label=False, notice=n) for n in range(40)]).estimate
    assert found.low < 0.1
    assert found.high > 0.9
