from __future__ import annotations

from collections.abc import Iterator

import pytest
from hand import Hand, Stage
from press_office import Newsroom, build

from oyez.platforms.door import Door
from oyez.simulator import Running, running
from together import shared_database

__all__ = ["shared_database"]


@pytest.fixture
def room(db: None) -> Newsroom:
    return build()


@pytest.fixture
def shared_room(shared_database: None) -> Newsroom:
    return build()


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
def stage(db: None, simulator: Running, door: Door) -> Stage:
    return Stage(build(()), simulator, Hand(door))


@pytest.fixture
def shared_stage(shared_database: None, simulator: Running, door: Door) -> Stage:
    return Stage(build(()), simulator, Hand(door))
