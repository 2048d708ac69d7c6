from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings
from reviewing import Round, build_round


@pytest.fixture
def cheap_hashes(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def round_(db: None, cheap_hashes: None) -> Round:
    return build_round()


@pytest.fixture
def home(settings: Settings, tmp_path: Path) -> Path:
    settings.HOME = tmp_path / "it's home"
    return tmp_path
