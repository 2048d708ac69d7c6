from __future__ import annotations

from collections.abc import Iterator

import pytest
from drills import Hand
from pytest_django.fixtures import Settings

from newsroom import Newsroom, build
from oyez.simulator import Running, running
from together import shared_database

__all__ = ["shared_database"]


@pytest.fixture(scope="session")
def played_platforms() -> Iterator[Running]:
    with running() as simulator:
        yield simulator


@pytest.fixture
def simulator(played_platforms: Running, settings: Settings) -> Running:
    played_platforms.reset()
    settings.EXERCISE, settings.SIMULATOR_URL = True, played_platforms.base_url
    return played_platforms


@pytest.fixture
def room(db: None, settings: Settings) -> Newsroom:
    """An exercise whose simulator nobody needs, unless the test asks for one."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.EXERCISE = True
    settings.SIMULATOR_URL = settings.SIMULATOR_URL or "http://127.0.0.1:9"
    return build()


@pytest.fixture
def hand() -> Hand:
    return Hand()
