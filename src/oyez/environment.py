"""Settings come from the environment only, strictly parsed; secrets also from NAME_FILE."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit


class BadSetting(Exception):
    """A setting is missing or wrong; the sentence names it and says what is expected."""


TRUE, FALSE = frozenset({"1", "yes", "true", "on"}), frozenset({"0", "no", "false", "off", ""})


class Environment:
    """Typed reading of a mapping of environment variables."""

    def __init__(self, values: Mapping[str, str] | None = None) -> None:
        self.values = os.environ if values is None else values

    def text(self, name: str, default: str | None = None) -> str:
        """The value of `name`, or the content of the file that `name_FILE` names."""
        if name in self.values:
            return self.values[name]
        if file := self.values.get(f"{name}_FILE"):
            try:
                return Path(file).read_text(encoding="utf-8").strip()
            except OSError as error:
                raise BadSetting(f"{name}_FILE names {file}, which cannot be read.") from error
        if default is None:
            raise BadSetting(f"{name} is not set, nor is {name}_FILE. See docs/settings.md.")
        return default

    def flag(self, name: str, *, default: bool = False) -> bool:
        """A yes or a no; anything else is an error."""
        text = self.text(name, "1" if default else "0").lower()
        if text not in TRUE | FALSE:
            raise BadSetting(f"{name} is {text!r}; it takes 1 or 0.")
        return text in TRUE

    def number(self, name: str, default: int) -> int:
        """A whole number."""
        text = self.text(name, str(default))
        if not text.lstrip("-").isdigit():
            raise BadSetting(f"{name} is {text!r}; it takes a whole number.")
        return int(text)

    def words(self, name: str, default: str = "") -> list[str]:
        """A list, separated by commas."""
        return [word.strip() for word in self.text(name, default).split(",") if word.strip()]

    def address(self, name: str, default: str) -> str:
        """An http or https address without a slash at its end."""
        text = self.text(name, default).rstrip("/")
        parts = urlsplit(text)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise BadSetting(f"{name} is {text!r}; it takes an address like https://news.example.")
        return text

    def stand_in(self, name: str) -> tuple[str, int] | None:
        """`127.0.0.1:8090`: a place on this machine, or none."""
        text = self.text(name, "")
        if not text:
            return None
        host, _, port = text.rpartition(":")
        if host not in {"127.0.0.1", "[::1]"} or not port.isdecimal():
            raise BadSetting(f"{name} is {text!r}; it takes a place like 127.0.0.1:8090.")
        return host.strip("[]"), int(port)


# A worker that was stopped inside a transaction must not keep people waiting.
POSTGRES_PATIENCE = "-c idle_in_transaction_session_timeout=10s -c lock_timeout=15s"


def database(url: str) -> dict[str, object]:
    """Django's settings for `sqlite:///PATH` or `postgresql://user@host:port/name`."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "oyez.work.sqlite",
            "NAME": unquote(parts.path[1:]),
            "OPTIONS": {
                "timeout": 20,
                "transaction_mode": "IMMEDIATE",
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
                    "PRAGMA foreign_keys=ON; PRAGMA cache_size=-8000;"
                ),
            },
        }
    if parts.scheme in {"postgres", "postgresql"}:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": str(parts.port or ""),
            "OPTIONS": {"options": POSTGRES_PATIENCE},
        }
    raise BadSetting(
        f"OYEZ_DATABASE_URL begins with {parts.scheme!r}; it takes sqlite:///PATH or postgresql://."
    )
