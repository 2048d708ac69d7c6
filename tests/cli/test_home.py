"""The home of an installation: keys of its own, read by their owner only."""

from __future__ import annotations

import base64
import os
import stat
from pathlib import Path

import pytest

from oyez.cli import home


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(os, "environ", {"OYEZ_HOME": str(tmp_path / "home")})
    return tmp_path / "home"


def test_keys_are_made_once_and_kept_private(bare: Path) -> None:
    home.found()
    keys = {name: home.key_file(name).read_text() for name in home.KEYS}
    home.found()
    assert keys == {name: home.key_file(name).read_text() for name in home.KEYS}
    assert len(base64.b64decode(keys["OYEZ_VAULT_KEY"], validate=False)) == 32
    assert {stat.S_IMODE(home.key_file(name).stat().st_mode) for name in keys} == {0o600}
    assert stat.S_IMODE((bare / "keys").stat().st_mode) == 0o700


def test_what_the_environment_names_goes_first(bare: Path) -> None:
    os.environ["OYEZ_LEDGER_KEY"] = "mine"
    home.found()
    home.remember({"OYEZ_EXERCISE": "1", "OYEZ_PUBLIC_URL": "http://127.0.0.1:9"})
    os.environ["OYEZ_PUBLIC_URL"] = "https://news.example"
    home.adopt()
    assert not home.key_file("OYEZ_LEDGER_KEY").exists()
    assert "OYEZ_LEDGER_KEY_FILE" not in os.environ
    assert os.environ["OYEZ_SECRET_KEY_FILE"] == str(bare / "keys/secret_key")
    assert os.environ["OYEZ_EXERCISE"] == "1"
    assert os.environ["OYEZ_PUBLIC_URL"] == "https://news.example"


def test_a_damaged_note_is_no_note(bare: Path) -> None:
    home.found()
    (bare / "run.json").write_text("{")
    assert home.remembered() == {}


def test_a_home_has_one_run(bare: Path) -> None:
    home.found()
    lock = home.alone()
    assert lock is not None
    assert home.alone() is None
    lock.close()
    again = home.alone()
    assert again is not None
    again.close()
