"""These tests run with `make test-real` only: plain `pytest` does not even collect them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import real_servers
from real_servers import Bluesky, Mastodon, Matrix

from together import shared_database

__all__ = ["shared_database"]


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Nothing here is collected unless the marker `real` is asked for."""
    return None if config.getoption("markexpr", "") == "real" else True


@pytest.fixture(scope="session")
def mastodon() -> Iterator[Mastodon]:
    """One Mastodon server for all tests; each notice has a code of its own."""
    with real_servers.mastodon() as server:
        yield server


@pytest.fixture(scope="session")
def bluesky() -> Iterator[Bluesky]:
    """One Bluesky data server for all tests."""
    with real_servers.bluesky() as server:
        yield server


@pytest.fixture(scope="session")
def matrix() -> Iterator[Matrix]:
    """One Matrix homeserver for all tests."""
    with real_servers.matrix() as server:
        yield server
