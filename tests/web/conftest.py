from __future__ import annotations

import pytest

from newsroom import Newsroom, build
from together import shared_database

__all__ = ["shared_database"]


@pytest.fixture
def cheap_hashes(settings: object) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def room(db: None, cheap_hashes: None) -> Newsroom:
    return build()


@pytest.fixture
def shared_room(shared_database: None, cheap_hashes: None) -> Newsroom:
    return build()
