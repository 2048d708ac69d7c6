"""A copied database is the one that the migrations make, and nobody else's."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection

from oyez.proof import template

MAKE = """
from oyez.cli import home
home.found()
from oyez.cli.setup import ready
ready()
from oyez.proof.template import migrate
migrate()
"""
TABLES = "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY name"
# The ledger begins with one row, the same everywhere.
OWN = {
    "audit_head",
    "django_migrations",
    "django_content_type",
    "auth_permission",
    "sqlite_sequence",
}


def made(place: Path) -> sqlite3.Connection:
    kept = {name: word for name, word in os.environ.items() if not name.startswith("OYEZ_")}
    environment = kept | {"OYEZ_HOME": str(place), "DJANGO_SETTINGS_MODULE": "oyez.settings"}
    subprocess.run([sys.executable, "-c", MAKE], env=environment, check=True)
    (path,) = place.rglob("*.sqlite3")
    return sqlite3.connect(path)


@pytest.mark.django_db
def test_a_copy_has_the_tables_of_the_migrations_and_no_rows(tmp_path: Path) -> None:
    with connection.cursor() as cursor:
        wanted = cursor.execute(TABLES).fetchall()
    for number in range(2):  # the second one is a copy in any case
        with closing(made(tmp_path / str(number))) as found:
            assert found.execute(TABLES).fetchall() == wanted
            names = {name for kind, name, _ in wanted if kind == "table"} - OWN
            rows = {name: found.execute(f"SELECT count(*) FROM {name}").fetchone()[0]
                    for name in names}  # fmt: skip
            assert {name: count for name, count in rows.items() if count} == {}


def test_other_migrations_have_another_copy(monkeypatch: pytest.MonkeyPatch) -> None:
    before = template.digest()
    assert template.digest() == before
    monkeypatch.setattr(template.django, "__version__", "9.9")
    assert template.digest() != before


def test_a_folder_that_others_can_write_is_not_trusted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(template, "gettempdir", lambda: str(tmp_path))
    folder = tmp_path / f"oyez-proof-{os.getuid()}"
    folder.mkdir(mode=0o700)
    assert template._kept() is not None
    folder.chmod(0o777)
    assert template._kept() is None
