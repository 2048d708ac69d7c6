from __future__ import annotations

import pytest

from newsroom import Newsroom, build
from oyez.accounts.actions import create_person, grant
from oyez.accounts.models import Person
from oyez.domain.roles import Role
from together import shared_database

__all__ = ["shared_database"]

PASSWORD = "correct horse battery staple"


@pytest.fixture
def cheap_hashes(settings: object) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def alice(db: None, cheap_hashes: None) -> Person:
    """An administrator of everything."""
    person = create_person(None, email="alice@police.example", name="Alice", password=PASSWORD)
    grant(None, person, Role.ADMINISTRATOR, "/")
    return person


@pytest.fixture
def bob(db: None, cheap_hashes: None) -> Person:
    """An author for one inspection."""
    person = create_person(None, email="bob@police.example", name="Bob", password=PASSWORD)
    grant(None, person, Role.AUTHOR, "/nds/os/emsland/")
    return person


@pytest.fixture
def room(db: None, cheap_hashes: None) -> Newsroom:
    return build()


@pytest.fixture
def shared_room(shared_database: None, cheap_hashes: None) -> Newsroom:
    return build()
