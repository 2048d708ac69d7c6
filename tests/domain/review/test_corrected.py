"""A share that a labelled sample puts right."""

from __future__ import annotations

from math import sqrt
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oyez.domain.review.corrected import Corrected, Frame, Labelled, corrected, frame_of
from oyez.domain.review.estimate import CORRECTED, MODEL_OUTPUT

SAMPLES = st.lists(
    st.builds(
        Labelled,
        st.floats(0, 1),
        st.booleans(),
        st.integers(0, 12),
        st.floats(0.001, 1),
    ),
    max_size=60,
)


def alone(scores: list[float]) -> Frame:
    return frame_of((1, score, score * score) for score in scores)


def blind(total: int) -> Frame:
    return frame_of([(total, 0.0, 0.0)])


def made(
    seed: int, many: int, *, share: float = 0.3, grave: float, harmless: float
) -> tuple[list[float], list[bool]]:
    """Independent messages and a scorer that tells the two kinds apart more or less."""
    random = Random(seed)
    labels = [random.random() < share for _ in range(many)]
    scores = [random.betavariate(2, 2) * 0.4 + (grave if one else harmless) for one in labels]
    return scores, labels


def estimated(scores: list[float], labels: list[bool], many: int) -> Corrected:
    """From the first of them, which are as random as any."""
    shown = zip(scores[:many], labels[:many], strict=True)
    return corrected(alone(scores), [Labelled(score, label) for score, label in shown])


@given(SAMPLES, st.lists(st.floats(0, 1), max_size=60))
def test_nothing_leads_out_of_0_to_1(sample: list[Labelled], others: list[float]) -> None:
    found = corrected(alone([*(one.score for one in sample), *others]), sample)
    one = found.estimate
    assert 0 <= one.low <= one.value <= one.high <= 1
    assert (one.labelled, one.total) == (len(sample), len(sample) + len(others))
    assert one.low < one.high
    assert 0 <= found.weight <= 1 + 1e-9
    assert found.effect > 0
    assert one.method == (CORRECTED if sample else MODEL_OUTPUT)


@given(SAMPLES.filter(bool), st.lists(st.floats(0, 1), max_size=60))
def test_no_is_the_mirror_of_yes(sample: list[Labelled], others: list[float]) -> None:
    turned = [Labelled(1 - one.score, not one.label, one.notice, one.chance) for one in sample]
    scores = [*(one.score for one in sample), *others]
    one = corrected(alone(scores), sample).estimate
    other = corrected(alone([1 - score for score in scores]), turned).estimate
    assert other.value == pytest.approx(1 - one.value, abs=1e-6)
    assert other.low == pytest.approx(1 - one.high, abs=1e-6)


def test_without_scores_it_is_the_share_of_the_labels() -> None:
    sample = [Labelled(0.0, place < 30) for place in range(100)]
    found = corrected(blind(5000), sample)
    assert found.estimate.value == pytest.approx(0.3)
    assert found.weight == 0
    # 100/99 of the binomial variance, from the correction for few notices.
    assert found.effect == pytest.approx(100 / 99, abs=0.002)


def test_scores_worked_out_by_hand() -> None:
    # Labels 1 1 0 0 with scores .9 .7 .3 .1, of 1,000 messages with mean .4 and variance .04.
    sample = [Labelled(*one) for one in ((0.9, True), (0.7, True), (0.3, False), (0.1, False))]
    found = corrected(Frame(1000, 0.4, 0.04, 0.04 / 1000), sample)
    # Every slope left by the other three is above 1 (such as .22 / 2 / .04), so each weighs 1.
    assert found.weight == pytest.approx(1)
    assert found.estimate.value == pytest.approx(0.5 - (0.5 - 0.4))


def test_a_machine_that_errs_is_put_right_and_a_good_one_saves_labels() -> None:
    scores, labels = made(1, 20_000, grave=0.3, harmless=0.1)
    truth, machine = sum(labels) / 20_000, sum(scores) / 20_000
    found = estimated(scores, labels, 400)
    assert abs(machine - truth) > 0.04
    assert found.estimate.low <= truth <= found.estimate.high
    sharp = estimated(*made(1, 20_000, grave=0.6, harmless=0.0), 400)
    assert sharp.effect < 0.4
    assert sharp.weight == pytest.approx(1, abs=0.1)


def test_a_useless_machine_costs_next_to_nothing() -> None:
    ratios = []
    for seed in range(40):
        scores, labels = made(seed, 3000, grave=0.2, harmless=0.2)
        found = estimated(scores, labels, 100).estimate
        alone_ = corrected(blind(3000), [Labelled(0.0, label) for label in labels[:100]]).estimate
        ratios.append((found.high - found.low) / (alone_.high - alone_.low))
    assert sum(ratios) / len(ratios) <= 1.02


def test_replies_to_one_notice_that_are_all_alike_count_once() -> None:
    single = [Labelled(0.0, place % 3 == 0) for place in range(30)]
    copies = [Labelled(0.0, place % 3 == 0, 1 + place) for place in range(30) for _ in range(5)]
    one, five = corrected(blind(900), single), corrected(blind(900), copies)
    assert five.notices == one.notices == 30
    assert five.estimate.value == pytest.approx(one.estimate.value)
    assert five.effect == pytest.approx(5 * one.effect, rel=0.15)
    assert five.estimate.high - five.estimate.low == pytest.approx(
        one.estimate.high - one.estimate.low, rel=0.1
    )


def test_what_was_less_likely_to_come_in_counts_for_more() -> None:
    # 900 quiet messages without a yes drawn at 5 %, and 100 with a yes drawn at 50 %.
    sample = [Labelled(0.0, label=False, chance=0.05)] * 45
    sample += [Labelled(0.0, label=True, chance=0.5)] * 50
    found = corrected(blind(1000), sample)
    assert found.estimate.value == pytest.approx(0.1)


@pytest.mark.parametrize("label", [False, True])
def test_at_0_and_1_the_interval_stays_open_to_one_side(*, label: bool) -> None:
    sample = [Labelled(0.5, label, 1 + place // 5) for place in range(100)]
    found = corrected(alone([0.5, 0.4] * 1000), sample)
    one = found.estimate
    assert one.value == float(label)
    # The exact one-sided bound of 100 independent labels is 2.95 %; of 20 notices, 13.9 %.
    assert 0.0295 < one.high - one.low < 0.139


def test_one_notice_says_next_to_nothing_however_many_its_replies() -> None:
    found = corrected(blind(900), [Labelled(0.0, place < 20, 7) for place in range(100)])
    assert (found.notices, found.effect) == (1, 100)
    assert found.estimate.high - found.estimate.low > 0.9


def test_a_frame_from_parts_is_that_of_its_scores() -> None:
    scores = [0.1, 0.2, 0.6, 0.9]
    frame = alone(scores)
    mean = sum(scores) / 4
    assert (frame.total, frame.mean) == (4, pytest.approx(mean))
    assert frame.spread == pytest.approx(sum((one - mean) ** 2 for one in scores) / 4)
    assert sqrt(frame.error) == pytest.approx(sqrt(frame.spread / 4))
    together = frame_of([(2, 0.3, 0.05), (2, 1.5, 1.17), (0, 0.0, 0.0)])
    assert (together.total, together.spread) == (4, pytest.approx(frame.spread))
    assert together.error > frame.error
    assert frame_of([]) == Frame(0, 0.0, 0.0, 0.0)
    assert corrected(frame_of([]), []).estimate.high == 1


@pytest.mark.parametrize(
    ("score", "chance"), [(-0.1, 1), (1.1, 1), (float("nan"), 1), (0.5, 0), (0.5, 1.1)]
)
def test_what_is_no_score_or_no_chance_is_refused(score: float, chance: float) -> None:
    with pytest.raises(ValueError, match=r"score|chance"):
        Labelled(score, label=True, chance=chance)
    with pytest.raises(ValueError, match="scores"):
        frame_of([(1, float("nan"), 0.0)])
    with pytest.raises(ValueError, match="labelled"):
        corrected(blind(1), [Labelled(0.0, label=True)] * 2)
