"""`oyez backup FILE`: database, pictures and public pages in one archive, without the keys."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from oyez.cli.acting import DONE, OutsideError, WrongInputError, acting

if TYPE_CHECKING:
    from collections.abc import Mapping

KEYS = "The keys are not in it. Keep them somewhere else: without them, what is sealed is lost."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare where it goes."""
    parser.add_argument("file", type=Path, help="the archive to write, such as oyez.tar.gz")
    parser.add_argument("--json", action="store_true", help="print one JSON object for machines")


def run(arguments: argparse.Namespace) -> int:
    """Write it while everything goes on working."""
    return acting(lambda: _run(arguments.file, as_json=arguments.json))


def _run(file: Path, *, as_json: bool) -> int:
    from django.conf import settings  # noqa: PLC0415  (needs Django set up)
    from django.db import connection  # noqa: PLC0415

    from oyez.cli.bundle import write  # noqa: PLC0415
    from oyez.cli.database import demand_migrated  # noqa: PLC0415

    demand_migrated()
    if file.exists():
        raise WrongInputError(f"{file} is there already; a backup overwrites nothing.")
    own = connection.vendor == "sqlite"
    name = connection.settings_dict["NAME"]
    folders = {"media": Path(settings.MEDIA_ROOT), "site": Path(settings.SITE_ROOT)}
    try:
        count = write(file, Path(name) if own else None, folders, _facts())
    except OSError as error:
        raise OutsideError(f"The archive cannot be written: {error}.") from error
    dump = "" if own else dump_command(connection.settings_dict, file)
    facts = {"file": str(file), "files": count, "bytes": file.stat().st_size, "dump": dump}
    print(json.dumps(facts) if as_json else _said(facts))
    return DONE


def _facts() -> dict[str, object]:
    """What is known about the moment: the version, the migrations, the end of the ledger."""
    from importlib.metadata import version  # noqa: PLC0415

    from django.db import connection  # noqa: PLC0415
    from django.db.migrations.recorder import MigrationRecorder  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from oyez.audit.queries import head  # noqa: PLC0415

    end = head()
    applied = MigrationRecorder(connection).applied_migrations()
    return {
        "oyez": version("oyez"),
        "made_at": timezone.now().isoformat(timespec="seconds"),
        "database": connection.vendor,
        "migrations": sorted(f"{app}.{name}" for app, name in applied),
        "ledger": {"entries": end.seq, "last": end.hash} if end else None,
    }


def dump_command(database: Mapping[str, object], file: Path) -> str:
    """How PostgreSQL's own program backs its database up; it asks for the password itself."""
    given = {"host": database["HOST"], "port": database["PORT"], "username": database["USER"]}
    options = [f"--{name}={value}" for name, value in given.items() if value]
    words = ["pg_dump", "--format=custom", f"--file={file}.dump", *options, str(database["NAME"])]
    return " ".join(words)


def _said(facts: Mapping[str, object]) -> str:
    lines = [f"{facts['files']} files are in {facts['file']}.", KEYS]
    if facts["dump"]:
        lines.insert(1, f"The database lies in PostgreSQL and is not in it. Run: {facts['dump']}")
    return "\n".join(lines)
