"""`oyez restore FILE`: check a backup, or bring it into an empty home."""

from __future__ import annotations

import argparse
import json
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from oyez.cli import home
from oyez.cli.acting import BROKEN, DONE, NOT_ALLOWED, WRONG_INPUT, acting, complain
from oyez.cli.bundle import DATABASE, FOLDERS, ArchiveError, unpack

REASON = "Restored from the backup of {made_at}. Look what went out since, then lift this."
FROZEN = (
    "The backup of {made_at} is back, and everything is frozen: look first at what went out since, "
    "for Oyez does not know of it. Two people lift the freeze. Retractions go on."
)
NO_DATABASE = (
    "Pictures and public pages are back. The database lies in PostgreSQL: bring it back with "
    "pg_restore, and freeze everything before the worker starts."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what is read and what is done with it."""
    parser.add_argument("file", type=Path, help="an archive that `oyez backup` wrote")
    parser.add_argument(
        "--check",
        action="store_true",
        help="change nothing: say whether it is whole and opens with the keys of this home",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object for machines")


def run(arguments: argparse.Namespace) -> int:
    """Exit 0 when it is sound, or back; 1 with a sentence for everything that is not."""
    if not arguments.file.is_file():
        return complain(f"There is no file {arguments.file}.", WRONG_INPUT)
    if arguments.check:
        with TemporaryDirectory(prefix=".oyez-restore-") as folder:
            return _check(arguments.file, Path(folder), as_json=arguments.json)
    return _restore(arguments.file, as_json=arguments.json)


def _check(file: Path, folder: Path, *, as_json: bool) -> int:
    try:
        manifest = unpack(file, folder)
    except ArchiveError as error:
        return complain(error, BROKEN)
    if DATABASE not in manifest["files"]:
        return _tell(manifest, [], as_json=as_json)
    os.environ["OYEZ_DATABASE_URL"] = f"sqlite:///{folder / DATABASE}"
    return acting(lambda: _tell(manifest, list(findings(folder / DATABASE)), as_json=as_json))


def findings(database: Path) -> Iterator[tuple[str, bool]]:
    """What is to be said of a copy that Django is set up for, and whether it is grave."""
    from oyez.accounts.resealing import status  # noqa: PLC0415  (needs Django set up)
    from oyez.audit.queries import first_broken  # noqa: PLC0415
    from oyez.cli.database import missing_migrations  # noqa: PLC0415

    copy = sqlite3.connect(database)
    [(said,)] = copy.execute("PRAGMA integrity_check(1)").fetchall()
    copy.close()
    if said != "ok":
        yield f"The database is damaged: {said}.", True
        return
    if missing := missing_migrations():
        yield (
            f"This program is newer by {len(missing)} migrations, which restoring makes up.",
            False,
        )
        return
    if broken := first_broken():
        yield f"{broken.sentence} Or the ledger key of this home is another one.", True
    if closed := status().closed:
        yield f"{closed} sealed values open with no key of this home. Bring the old keys.", True


def _restore(file: Path, *, as_json: bool) -> int:
    place = home.home()
    database = place / "oyez.sqlite3"
    if home.given("OYEZ_DATABASE_URL"):
        sentence = "OYEZ_DATABASE_URL names a database; a backup is restored into a home’s own."
        return complain(sentence, NOT_ALLOWED)
    if database.exists() or any((place / name).exists() for name in FOLDERS):
        return complain(f"{place} is not empty; choose another OYEZ_HOME.", NOT_ALLOWED)
    if not all(home.given(name) or home.key_file(name).exists() for name in home.KEYS):
        sentence = f"The keys are not there. Put those of the old home into {place / 'keys'} first."
        return complain(sentence, NOT_ALLOWED)
    place.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=place, prefix=".restoring-") as folder:
        try:
            manifest = unpack(file, Path(folder))
        except ArchiveError as error:
            return complain(error, BROKEN)
        for name in FOLDERS:
            if (Path(folder) / name).exists():
                (Path(folder) / name).replace(place / name)
        if DATABASE not in manifest["files"]:
            print(json.dumps({"restored": True, "frozen": False}) if as_json else NO_DATABASE)
            return DONE
        (Path(folder) / DATABASE).replace(database)
    return acting(lambda: _freeze(manifest, as_json=as_json))


def _freeze(manifest: dict[str, Any], *, as_json: bool) -> int:
    """Nothing may go out a second time because nobody remembers that it went out."""
    from django.core.management import call_command  # noqa: PLC0415  (needs Django set up)

    from oyez.govern.actions import freeze  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    freeze(None, "/", reason=REASON.format(made_at=manifest["made_at"]))
    told = {"restored": True, "frozen": True, "made_at": manifest["made_at"]}
    print(json.dumps(told) if as_json else FROZEN.format(made_at=manifest["made_at"]))
    return DONE


def _tell(manifest: dict[str, Any], found: list[tuple[str, bool]], *, as_json: bool) -> int:
    grave, said = any(one for _, one in found), [sentence for sentence, _ in found]
    if as_json:
        known = {name: manifest[name] for name in ("oyez", "made_at", "database", "ledger")}
        print(json.dumps({"sound": not grave, "findings": said, **known}))
    else:
        whole = f"The backup of {manifest['made_at']} is whole: {len(manifest['files'])} files."
        print("\n".join([whole, *said]))
    return BROKEN if grave else DONE
