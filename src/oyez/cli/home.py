"""The installation's home: keys in files, and what `oyez run` decided for the other commands."""

from __future__ import annotations

import base64
import fcntl
import json
import os
import secrets
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO

KEYS: dict[str, Callable[[], str]] = {
    "OYEZ_SECRET_KEY": lambda: secrets.token_urlsafe(60),
    "OYEZ_VAULT_KEY": lambda: base64.b64encode(os.urandom(32)).decode(),
    "OYEZ_LEDGER_KEY": lambda: secrets.token_urlsafe(32),
}
OLD = "OYEZ_VAULT_KEY_OLD"
PRIVATE = 0o600


def home() -> Path:
    """The folder of this installation."""
    return Path(os.environ.get("OYEZ_HOME", "var")).resolve()


def adopt() -> None:
    """Use the home's keys and addresses wherever the environment names no others."""
    adopt_keys()
    for name, value in remembered().items():
        if not given(name):
            os.environ[name] = value


def adopt_keys() -> None:
    """Use the home's keys wherever the environment names no others."""
    for name in (*KEYS, OLD):
        file = key_file(name)
        if not given(name) and file.exists():
            os.environ[f"{name}_FILE"] = str(file)


def found() -> None:
    """Make the home and the keys that are missing, readable by their owner only."""
    (home() / "keys").mkdir(parents=True, exist_ok=True, mode=0o700)
    for name, make in KEYS.items():
        if not given(name) and not key_file(name).exists():
            write_private(key_file(name), make() + "\n")


def key_file(name: str) -> Path:
    """Where a key lies."""
    return home() / "keys" / name.removeprefix("OYEZ_").lower()


def given(name: str) -> bool:
    """Whether the environment itself names this setting."""
    return name in os.environ or f"{name}_FILE" in os.environ


def remembered() -> dict[str, str]:
    """The settings of the last `oyez run` in this home."""
    try:
        stored = json.loads((home() / "run.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(name): str(value) for name, value in stored.items()}


def remember(settings: Mapping[str, str]) -> None:
    """Keep what the other commands need in order to say the same addresses."""
    write_private(home() / "run.json", json.dumps(dict(settings), indent=1) + "\n")


def alone() -> IO[str] | None:
    """The lock of this home, held while it is open; None when another process has it."""
    file = (home() / "run.lock").open("w")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        return None
    return file


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner may read, whole or not at all."""
    part = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, PRIVATE), "w") as file:
        file.write(text)
    part.replace(path)


def change_vault_key() -> None:
    """A new vault key; the one of before goes on opening what it sealed, until it is forgotten."""
    current, old = key_file("OYEZ_VAULT_KEY"), key_file(OLD)
    kept = [file.read_text(encoding="utf-8").strip() for file in (current, old) if file.exists()]
    # Old first: killed between the two, the key that is in use is named twice and never lost.
    write_private(old, ",".join(kept) + "\n")
    write_private(current, KEYS["OYEZ_VAULT_KEY"]() + "\n")
