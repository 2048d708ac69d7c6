"""The exercise world in the test database, and the command line called like by a person."""

from __future__ import annotations

import io
import sys
from datetime import date

import pytest
from called import AUTHOR, Oyez, Said
from pytest_django.fixtures import Settings

from oyez.cli import main
from oyez.proof.exercise.channels import Simulator
from oyez.proof.exercise.seed import Player, seed


@pytest.fixture
def world(db: None, settings: Settings) -> list[Player]:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return seed(Simulator("http://127.0.0.1:9", 9), date(2026, 1, 1))


@pytest.fixture
def oyez(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Oyez:
    def call(*words: str, stdin: bytes = b"") -> Said:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        try:
            code = main(words)
        except SystemExit as end:
            code = int(end.code or 0)
        found = capsys.readouterr()
        assert "Traceback" not in found.err
        return Said(code, found.out, found.err)

    return call


@pytest.fixture
def submitted(world: list[Player], oyez: Oyez) -> str:
    """The code of a notice that waits for its approval."""
    words = ("--unit", "/derbyshire/main/", "--as", AUTHOR, "--headline", "Road closed")
    said = oyez("publish", *words, "--body", "The A38 is closed near Derby.")
    assert said.code == 0, said.err
    return said.out.split()[0]
