"""Looking for secrets in everything that an installation leaves lying about."""

from __future__ import annotations

import base64
import json
import sqlite3
import tarfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote, quote_plus

from django.db import connection

from oyez.accounts.models import Session
from oyez.audit.export import lines
from oyez.audit.queries import head, last_entries
from oyez.cli import main


def spellings(secret: str) -> set[bytes]:
    """The secret as it is, and as encodings that hide nothing would write it."""
    raw = secret.encode()
    shifted = {base64.b64encode(b"." * n + raw)[4:-4] for n in range(3)}
    plain = {secret, quote(secret), quote_plus(secret), json.dumps(secret)[1:-1]}
    return {raw.hex().encode(), raw.hex().upper().encode(), *shifted} | {
        one.encode() for one in plain
    }


def found(secrets: Mapping[str, str], places: Mapping[str, bytes]) -> list[str]:
    """Which secret lies in which place."""
    return [
        f"{name} in {where}"
        for name, secret in secrets.items()
        for where, content in places.items()
        if any(spelling in content for spelling in spellings(secret))
    ]


def backup(file: Path) -> Iterator[tuple[str, bytes]]:
    """Everything in an archive that `oyez backup` wrote, and the archive itself."""
    yield "the archive", file.read_bytes()
    with tarfile.open(file) as tar:
        for member in tar:
            yield f"{member.name} of the archive", tar.extractfile(member).read()  # type: ignore[union-attr]
            if member.name.endswith(".sqlite3"):
                tar.extract(member, file.parent, filter="data")
                copy = sqlite3.connect(file.parent / member.name)
                yield "a dump of the archive's database", "\n".join(copy.iterdump()).encode()
                copy.close()


def database(folder: Path) -> Iterator[tuple[str, bytes]]:
    """The file with all that was ever in it, a backup, every row, and what sessions hold."""
    connection.ensure_connection()
    copy = sqlite3.connect(folder / "backup.sqlite3")
    with copy:
        connection.connection.backup(copy)
        yield "a dump of the database", "\n".join(copy.iterdump()).encode()
    copy.close()
    yield "a backup of the database", (folder / "backup.sqlite3").read_bytes()
    name = Path(connection.settings_dict["NAME"])
    for file in (name, name.with_name(f"{name.name}-wal")):
        if file.exists():
            yield f"the file {file.suffix}", file.read_bytes()
    for row in Session.objects.all():
        yield f"session {row.pk}", json.dumps(row.get_decoded()).encode()


def backed_up(archive: Path, settings: Any) -> dict[str, bytes]:
    """What a backup holds: everything, and no key that opens any of it."""
    assert main(["backup", str(archive)]) == 0
    kept = dict(backup(archive))
    assert any(name.startswith("database.sqlite3") for name in kept)
    keys = {name: getattr(settings, name) for name in ("VAULT_KEY", "SECRET_KEY", "LEDGER_KEY")}
    assert found(keys, kept) == [], "who finds a backup opens nothing with it"
    return kept


def ledger() -> Iterator[tuple[str, bytes]]:
    """The ledger as it is exported."""
    end = head()
    assert end is not None
    for kind in ("csv", "jsonl"):
        yield f"the ledger as {kind}", b"".join(lines(kind, last_entries(10_000), end, {}))
