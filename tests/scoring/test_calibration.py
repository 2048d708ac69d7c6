from __future__ import annotations

import numpy as np
import pytest

from oyez.scoring.calibration import Platt, brier, corrected, expected_error, reliability
from oyez.scoring.linear import sigmoid, softmax
from oyez.scoring.train import choose


def test_expected_error_of_perfect_and_of_boastful_probabilities() -> None:
    truth = np.array([1.0, 0, 1, 0] * 50)
    assert expected_error(np.full(200, 0.5), truth) == 0.0
    assert expected_error(np.full(200, 0.95), truth) == pytest.approx(0.45)
    assert brier(truth, truth) == 0.0
    assert reliability(np.array([0.0, 1.0]), np.array([0.0, 1.0])) == [
        {"n": 1, "p": 0.0, "share": 0.0},
        {"n": 1, "p": 1.0, "share": 1.0},
    ]


def test_another_share_moves_logits() -> None:
    moved = sigmoid(corrected(np.array([0.0]), share=0.1, trained=0.5))
    assert moved[0] == pytest.approx(0.1)


def test_platt_finds_the_line() -> None:
    rng = np.random.RandomState(0)
    logits = rng.normal(0, 2, 20_000)
    truth = rng.random_sample(20_000) < sigmoid(0.5 * logits - 1)
    line = choose.platt(logits, truth, np.full(20_000, 1 / 20_000))
    assert line.slope == pytest.approx(0.5, abs=0.05)
    assert line.shift == pytest.approx(-1, abs=0.05)
    assert expected_error(sigmoid(line(logits)), truth.astype(float)) < 0.02
    assert Platt()(logits) is not None


def test_thresholds() -> None:
    p = np.arange(100) / 100
    assert (p >= choose.at_most(p, 0.1)).mean() <= 0.1
    assert (p >= choose.at_least(p, 0.9)).mean() >= 0.9
    truth = p > 0.6
    weights = choose.shares(truth, 0.5)
    assert choose.best_threshold(p, truth, weights) == pytest.approx(0.6, abs=0.02)
    assert choose.macro_f1(truth, truth, weights) == 1.0


def test_no_logit_is_too_big() -> None:
    assert sigmoid(np.array([-1e9, 1e9])).tolist() == [0.0, 1.0]
    assert softmax(np.array([[1e9, 0.0]])).tolist() == [[1.0, 0.0]]


def test_one_author_does_not_choose_for_all() -> None:
    calm, hard = np.linspace(0, 0.5, 100), np.linspace(0, 0.99, 100)
    p = np.concatenate([calm, calm, hard])
    author = np.repeat(["a", "b", "c"], 100)
    assert choose.middle(p, author, 0.1) == choose.at_most(calm, 0.1)
