"""Addresses under which a platform may fetch one picture, once, soon, and nobody can guess.

A ticket is a small file beside the site, named by the digest of its token, so that whoever reads
the folder still knows no address. The portal redeems it without a database.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

LASTS: Final = 900.0  # seconds; platforms fetch while the container is prepared
AGAIN: Final = 60.0  # seconds in which the same fetch may be repeated, as platforms do
TOKEN_BYTES: Final = 24
LONGEST: Final = 200  # characters of an address below FOLDER
FOLDER: Final = "once"


@dataclass(frozen=True, slots=True)
class Picture:
    """What a ticket is for."""

    data: bytes
    mime: str


def issue(home: Path, path: Path, mime: str, now: float) -> str:
    """A new ticket for a file; returns its token, which ends like the file does."""
    folder = home / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    _sweep(folder, now)
    token = secrets.token_urlsafe(TOKEN_BYTES) + path.suffix
    _write(folder / _name(token), {"path": str(path), "mime": mime, "until": now + LASTS})
    return token


def redeem(home: Path, token: str, now: float) -> Picture | None:
    """The picture, if the ticket is known, not too old, and not used up."""
    if not token or len(token) > LONGEST:
        return None
    ticket = home / FOLDER / _name(token)
    try:
        found = json.loads(ticket.read_bytes())
        if now > found["until"]:
            ticket.unlink(missing_ok=True)
            return None
        data = Path(found["path"]).read_bytes()
        if found["until"] > now + AGAIN:
            _write(ticket, found | {"until": now + AGAIN})
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return Picture(data, found["mime"])


def _sweep(folder: Path, now: float) -> None:
    """Remove the tickets nobody can use any more."""
    for ticket in folder.iterdir():
        with suppress(OSError):  # another process sweeps too
            if ticket.stat().st_mtime < now - LASTS:
                ticket.unlink()


def _name(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _write(ticket: Path, data: dict[str, object]) -> None:
    part = ticket.with_name(f"{ticket.name}.{secrets.token_hex(4)}")
    part.write_text(json.dumps(data), encoding="utf-8")
    part.replace(ticket)
