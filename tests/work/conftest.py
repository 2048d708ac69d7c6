from __future__ import annotations

from collections.abc import Iterator

import pytest
from plain_step import PlainStep

from oyez.work.registry import STEPS
from together import shared_database

__all__ = ["shared_database"]


@pytest.fixture
def step() -> Iterator[PlainStep]:
    """The only step that workers know while a test runs."""
    known, plain = list(STEPS), PlainStep()
    STEPS[:] = [plain]
    yield plain
    STEPS[:] = known
