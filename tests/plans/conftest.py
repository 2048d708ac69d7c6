from __future__ import annotations

import pytest
from planning import Office, office
from pytest_django.fixtures import Settings

from together import shared_database

__all__ = ["shared_database"]


@pytest.fixture
def room(db: None, settings: Settings) -> Office:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return office()


@pytest.fixture
def shared_room(shared_database: None, settings: Settings) -> Office:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return office()
