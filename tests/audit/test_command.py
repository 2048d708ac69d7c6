from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def oyez(*words: str, folder: Path, **changes: str) -> subprocess.CompletedProcess[str]:
    ours = ("OYEZ_", "DJANGO_")
    keep = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return subprocess.run(
        [sys.executable, "-c", "import oyez.cli; raise SystemExit(oyez.cli.main())", *words],
        env=keep | changes,
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_a_missing_setting_is_a_sentence(tmp_path: Path) -> None:
    done = oyez("ledger", "verify", folder=tmp_path)
    assert done.returncode == 2
    assert "OYEZ_SECRET_KEY is not set" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_database_without_tables_is_a_sentence(tmp_path: Path) -> None:
    keys = dict.fromkeys(("OYEZ_SECRET_KEY", "OYEZ_VAULT_KEY", "OYEZ_LEDGER_KEY"), "x")
    done = oyez("ledger", "verify", folder=tmp_path, OYEZ_HOME=str(tmp_path), **keys)
    assert done.returncode == 4
    assert "The ledger cannot be read" in done.stderr
    assert "Traceback" not in done.stderr
