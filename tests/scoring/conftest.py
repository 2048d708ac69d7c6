"""The shipped scorers, read once; and texts that cost a scorer its sleep."""

from __future__ import annotations

import pytest

from oyez.scoring import load
from oyez.scoring.scorers import LinearScorer


@pytest.fixture(scope="session")
def fast() -> LinearScorer:
    scorer = load("fast")
    assert isinstance(scorer, LinearScorer)
    return scorer


@pytest.fixture(scope="session")
def tiny() -> LinearScorer:
    scorer = load("tiny")
    assert isinstance(scorer, LinearScorer)
    return scorer
