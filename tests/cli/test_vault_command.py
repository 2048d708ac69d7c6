"""`oyez vault` in a home of its own, where keys lie in files."""

from __future__ import annotations

import base64
import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from called import Oyez

NAMES = ("OYEZ_VAULT_KEY", "OYEZ_VAULT_KEY_OLD", "OYEZ_SECRET_KEY", "OYEZ_LEDGER_KEY")
MAKE = """
from oyez.cli import home
home.found()
from oyez.cli.setup import ready
ready()
from oyez.proof.template import migrate
migrate()
from oyez.govern.actions import create_authority, create_channel, create_unit, set_secrets
unit = create_unit(None, create_authority(None, slug="a", name="A"), slug="u", name="U")
one = create_channel(None, unit, platform="mastodon", name="M")
set_secrets(None, one, {"token": "hidden"})
"""
READ = """
from oyez.cli.setup import ready
ready()
from oyez.govern import vault
from oyez.govern.models import Channel
print(vault.secrets(Channel.objects.get())["token"])
"""


@pytest.fixture
def place(tmp_path: Path) -> dict[str, str]:
    """The environment of a home with one sealed channel."""
    kept = {name: word for name, word in os.environ.items() if name not in NAMES}
    environment = kept | {"OYEZ_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "oyez.settings"}
    subprocess.run([sys.executable, "-c", MAKE], env=environment, check=True)
    return environment


def oyez_in(environment: dict[str, str], *words: str) -> tuple[int, str]:
    command = [sys.executable, "-m", "oyez.cli", "vault", *words]
    done = subprocess.run(command, env=environment, check=False, capture_output=True, text=True)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout + done.stderr


def read(environment: dict[str, str]) -> str:
    done = subprocess.run(
        [sys.executable, "-c", READ], env=environment, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


def test_the_whole_way_from_one_key_to_the_next(place: dict[str, str], tmp_path: Path) -> None:
    keys = tmp_path / "keys"
    first = (keys / "vault_key").read_text()
    assert oyez_in(place, "rotate")[0] == 3, "there is no old key yet"
    assert oyez_in(place, "status") == (
        0,
        "1 sealed values open with the newest key, 0 with an old one.\n",
    )
    assert oyez_in(place, "new-key")[0] == 0
    assert (keys / "vault_key_old").read_text() == first
    assert stat.S_IMODE((keys / "vault_key_old").stat().st_mode) == 0o600
    assert len(base64.b64decode((keys / "vault_key").read_text())) == 32
    assert read(place) == "hidden"
    code, said = oyez_in(place, "status", "--json")
    assert (code, json.loads(said)) == (1, {"newest": 0, "old": 1, "closed": 0})
    assert oyez_in(place, "forget")[0] == 3
    code, said = oyez_in(place, "rotate")
    assert code == 0
    assert said.startswith("1 values were sealed anew.")
    assert oyez_in(place, "forget")[0] == 0
    assert not (keys / "vault_key_old").exists()
    assert read(place) == "hidden"
    for word in (first.strip(), (keys / "vault_key").read_text().strip()):
        assert word not in said


def test_a_key_from_the_environment_is_not_ours_to_change(oyez: Oyez) -> None:
    for verb in ("new-key", "forget"):
        said = oyez("vault", verb)
        assert said.code == 3
        assert "OYEZ_VAULT_KEY_OLD" in said.err


def test_a_value_that_opens_with_no_key_is_counted(db: None, oyez: Oyez, settings) -> None:
    assert oyez("vault", "status").code == 0
    settings.VAULT_KEY_OLD = ["no base64!"]
    said = oyez("vault", "rotate")
    assert said.code == 0, "nothing is sealed, so nothing is opened"
