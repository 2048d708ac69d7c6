"""`oyez backup` and `oyez restore` in homes of their own, where keys lie in files."""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from oyez.cli.backup import dump_command

NAMES = ("VAULT_KEY", "VAULT_KEY_OLD", "SECRET_KEY", "LEDGER_KEY", "DATABASE_URL")
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
set_secrets(None, one, {"token": "hidden-token-of-the-channel"})
"""
READ = """
from oyez.cli.setup import ready
ready()
from oyez.govern import vault
from oyez.govern.models import Channel, Freeze
print(vault.secrets(Channel.objects.get())["token"], Freeze.objects.filter(lifted_at=None).count())
"""


def environment(place: Path) -> dict[str, str]:
    kept = {n: w for n, w in os.environ.items() if n.removeprefix("OYEZ_") not in NAMES}
    return kept | {"OYEZ_HOME": str(place), "DJANGO_SETTINGS_MODULE": "oyez.settings"}


def python(place: Path, *words: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, *words],
        env=environment(place),
        check=False,
        capture_output=True,
        text=True,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, done.stdout + done.stderr


def oyez(place: Path, *words: str) -> tuple[int, str]:
    return python(place, "-m", "oyez.cli", *words)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A home, and a backup of it."""
    place = tmp_path_factory.mktemp("home")
    assert python(place, "-c", MAKE)[0] == 0
    for name in ("media/ab/abc.jpg", "site/en/index.html", "site/.lock"):
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_text(f"this is {name}")
    file = tmp_path_factory.mktemp("kept") / "oyez.tar.gz"
    code, said = oyez(place, "backup", str(file), "--json")
    assert code == 0, said
    told = json.loads(said)
    assert (told["files"], told["dump"]) == (3, "")
    return place, file


def contents(file: Path) -> dict[str, bytes]:
    with tarfile.open(file) as tar:
        return {m.name: tar.extractfile(m).read() for m in tar}  # type: ignore[union-attr]


def test_it_holds_database_pictures_and_pages_and_no_key(made: tuple[Path, Path]) -> None:
    place, file = made
    found = contents(file)
    names = {"database.sqlite3", "manifest.json", "media/ab/abc.jpg", "site/en/index.html"}
    assert set(found) == names, "what begins with a dot is nobody’s page"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    for key in (place / "keys").iterdir():
        text = key.read_bytes().strip()
        assert not any(text in content for content in found.values())
    assert not any(b"hidden-token-of-the-channel" in content for content in found.values())
    told = json.loads(found["manifest.json"])
    assert (told["format"], told["database"]) == (1, "sqlite")
    assert told["ledger"]["entries"] > 3
    assert list(file.parent.iterdir()) == [file], "nothing is left beside it"


def test_a_sound_one_passes_the_check_and_changes_nothing(made: tuple[Path, Path]) -> None:
    place, file = made
    before = sorted(place.rglob("*"))
    code, said = oyez(place, "restore", str(file), "--check", "--json")
    assert code == 0, said
    assert json.loads(said)["sound"] is True
    assert sorted(place.rglob("*")) == before


def test_without_the_keys_the_check_says_so(made: tuple[Path, Path], tmp_path: Path) -> None:
    _place, file = made
    other = tmp_path / "other"
    assert python(other, "-c", "from oyez.cli import home; home.found()")[0] == 0
    code, said = oyez(other, "restore", str(file), "--check")
    assert code == 1
    assert "sealed values open with no key of this home" in said
    assert "ledger key of this home is another one" in said
    assert oyez(tmp_path / "bare", "restore", str(file))[0] == 3


def test_restored_it_opens_and_stands_frozen(made: tuple[Path, Path], tmp_path: Path) -> None:
    place, file = made
    again = tmp_path / "again"
    shutil.copytree(place / "keys", again / "keys")
    code, said = oyez(again, "restore", str(file))
    assert code == 0, said
    assert "everything is frozen" in said
    assert python(again, "-c", READ)[1].strip() == "hidden-token-of-the-channel 1"
    assert (again / "media/ab/abc.jpg").read_text() == "this is media/ab/abc.jpg"
    assert (again / "site/en/index.html").exists()
    assert oyez(again, "ledger", "verify")[0] == 0
    assert oyez(again, "restore", str(file))[0] == 3, "never over what is there"


def test_a_backup_overwrites_nothing(made: tuple[Path, Path]) -> None:
    place, file = made
    size = file.stat().st_size
    code, said = oyez(place, "backup", str(file))
    assert (code, file.stat().st_size) == (2, size)
    assert "overwrites nothing" in said
    assert oyez(place, "backup", str(place / "nowhere" / "x.tar.gz"))[0] == 4
    assert oyez(place, "restore", "/nowhere.tar.gz", "--check")[0] == 2


def test_postgresql_is_backed_up_by_its_own_program() -> None:
    database = {"HOST": "db", "PORT": "5432", "USER": "oyez", "NAME": "oyez", "PASSWORD": "secret"}
    words = dump_command(database, Path("b.tar.gz"))
    assert words == (
        "pg_dump --format=custom --file=b.tar.gz.dump --host=db --port=5432 --username=oyez oyez"
    )
    assert "secret" not in words
