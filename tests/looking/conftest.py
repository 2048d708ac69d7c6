"""Shared by the tests of looking."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from stands import Web, web


@pytest.fixture
def net() -> Iterator[Web]:
    """A web of stand-ins on loopback."""
    with web() as server:
        yield server
