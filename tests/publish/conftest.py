from __future__ import annotations

import pytest
from newsroom import Newsroom, build

from together import shared_database

__all__ = ["shared_database"]


@pytest.fixture
def room(db: None) -> Newsroom:
    return build()


@pytest.fixture
def shared_room(shared_database: None) -> Newsroom:
    return build()
