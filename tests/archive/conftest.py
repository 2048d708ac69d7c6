from __future__ import annotations

from collections.abc import Iterator

import pytest
from accounts_kept import Account
from pytest_django.fixtures import Settings

from newsroom import Newsroom, build
from oyez.platforms.door import Door
from oyez.simulator import Running, running


@pytest.fixture
def cheap_hashes(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def room(db: None, cheap_hashes: None) -> Newsroom:
    return build()


@pytest.fixture
def store(settings: Settings, tmp_path: object) -> None:
    settings.MEDIA_ROOT = str(tmp_path)


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
def account(room: Newsroom, store: None, simulator: Running, door: Door) -> Account:
    return Account(room, simulator, door)
