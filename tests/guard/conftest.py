from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils import timezone
from gateway import Gateway, gateway
from paged import Paged
from pytest_django.fixtures import Settings
from warned import Warned, live

from newsroom import Newsroom, build
from oyez.platforms.door import Door


@pytest.fixture
def cheap_hashes(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def room(db: None, cheap_hashes: None) -> Newsroom:
    return build()


@pytest.fixture
def warned(room: Newsroom) -> Warned:
    return live(room, timezone.now())


@pytest.fixture
def gate() -> Iterator[Gateway]:
    with gateway() as played:
        yield played


@pytest.fixture
def paged(warned: Warned, gate: Gateway, settings: Settings) -> Iterator[Paged]:
    settings.PAGE_SMS_URL, settings.PAGE_SMS_TOKEN = f"{gate.url}/sms", "sms-token"
    settings.PAGE_SMS_OPTIONS = ["field_text=message", "field_to=recipients"]
    settings.PAGE_PHONE_URL, settings.PAGE_PHONE_TOKEN = f"{gate.url}/call", "phone-token"
    settings.PAGE_MATRIX_URL, settings.PAGE_MATRIX_TOKEN = gate.url, "matrix-token"
    gate.answers["/sms"] = (200, {"id": "7"})
    gate.answers["/push/1"] = (201, {})
    door = Door(allowed_networks=("127.0.0.0/8",), only_allowed=True)
    yield Paged(warned, door, gate)
    door.close()
