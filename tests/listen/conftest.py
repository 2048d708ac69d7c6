from __future__ import annotations

from collections.abc import Iterator

import pytest
from heard_of import Desk, Played, build_desk
from inbox_of import Sent
from pytest_django.fixtures import Settings

from newsroom import build
from oyez.listen import scoring
from oyez.platforms.door import Door
from oyez.simulator import Running, running
from together import shared_database

__all__ = ["shared_database"]


@pytest.fixture
def cheap_hashes(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def desk(db: None, cheap_hashes: None) -> Desk:
    return build_desk()


@pytest.fixture
def shared_desk(shared_database: None, cheap_hashes: None) -> Desk:
    return build_desk()


@pytest.fixture(scope="session")
def simulator() -> Iterator[Running]:
    with running() as played:
        yield played


@pytest.fixture(scope="session")
def door() -> Iterator[Door]:
    door = Door(allowed_networks=("127.0.0.0/8",), only_allowed=True)
    yield door
    door.close()


@pytest.fixture
def played(db: None, cheap_hashes: None, simulator: Running, door: Door) -> Played:
    return Played(build(), simulator, door)


@pytest.fixture
def sent(played: Played) -> Sent:
    return Sent(played)


@pytest.fixture
def tiny(settings: Settings) -> Iterator[None]:
    settings.SCORER = "tiny"
    scoring.scorer.cache_clear()
    yield
    scoring.scorer.cache_clear()
