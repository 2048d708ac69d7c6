"""These tests run with `make test-real` only: plain `pytest` does not even collect them."""

from __future__ import annotations

from pathlib import Path

import pytest


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Nothing here is collected unless the marker `real` is asked for."""
    return None if config.getoption("markexpr", "") == "real" else True
